package dev.koda.gateway.page.task;

import io.quarkus.qute.TemplateData;

/**
 * The bar of one step: its place, its colour by class, and its duration as text beside it. What lies outside a zoomed axis has no
 * width, and its text stands at the edge it is beyond.
 */
@TemplateData
public record Bar(
        String x, String width, String fill, String label, String labelX, boolean labelLeft, boolean outside) {
    private static final double LAST_THIRD = 66;
    private static final double EDGE = 100;
    /** Per cent a duration needs to stand left of its bar. */
    private static final double ROOM = 12;

    static Bar of(Axis axis, Span span, String fill, String label) {
        double from = axis.at(span.start());
        double to = axis.at(span.end());
        if (to < 0 || from > EDGE) {
            boolean before = to < 0;
            String words = before ? "← " + label : label + " →";
            return new Bar("0%", "0%", fill, words, before ? "0%" : "100%", !before, true);
        }
        double start = Math.max(-1, from);
        double end = Math.min(EDGE + 1, to);
        boolean left = to > LAST_THIRD && from > ROOM;
        return new Bar(
                Axis.percent(start),
                Axis.percent(Math.max(0, end - start)),
                fill,
                label,
                Axis.percent(left ? from : Math.min(to, LAST_THIRD + ROOM * 2)),
                left,
                false);
    }
}
