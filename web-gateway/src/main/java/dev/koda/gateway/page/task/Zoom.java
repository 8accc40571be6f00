package dev.koda.gateway.page.task;

import dev.koda.gateway.page.frame.Address;

/**
 * The stretch of a run that its time axis shows, in milliseconds from the start; null is the whole. It stands in the address as
 * {@code from} and {@code to}.
 */
record Zoom(Long from, Long to) {
    static final Zoom WHOLE = new Zoom(null, null);

    /** Closer than this nothing is left to see. */
    private static final long LEAST = 10;

    private static final String FROM = "from";
    private static final String TO = "to";

    /** Whole where the address names no stretch, or none that can be shown. */
    static Zoom of(Address address) {
        Integer from = Look.number(address, FROM);
        Integer to = Look.number(address, TO);
        return from == null || to == null || from < 0 || to <= from
                ? WHOLE
                : new Zoom(from.longValue(), to.longValue());
    }

    boolean isWhole() {
        return from == null;
    }

    boolean shows(Span span) {
        return isWhole() || span.end() >= from && span.start() <= to;
    }

    /** This stretch of a run of that length, made so many times as long about its middle. */
    Zoom times(double factor, long total) {
        long half = Math.round(length(total) * factor / 2);
        long middle = start() + length(total) / 2;
        return within(middle - half, middle + half, total);
    }

    /** Moved by so many of its own lengths; keeps its length at either end of the run. */
    Zoom moved(double lengths, long total) {
        long length = length(total);
        long start = Math.max(0, Math.min(total - length, start() + Math.round(lengths * length)));
        return within(start, start + length, total);
    }

    static Zoom within(long from, long to, long total) {
        long start = Math.max(0, Math.min(from, total - LEAST));
        long end = Math.min(total, Math.max(to, start + LEAST));
        return start <= 0 && end >= total ? WHOLE : new Zoom(start, end);
    }

    Address in(Address address) {
        return address.with(FROM, isWhole() ? null : from.toString()).with(TO, isWhole() ? null : to.toString());
    }

    private long start() {
        return isWhole() ? 0 : from;
    }

    private long length(long total) {
        return isWhole() ? total : to - from;
    }
}
