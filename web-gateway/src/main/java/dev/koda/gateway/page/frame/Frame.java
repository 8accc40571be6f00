package dev.koda.gateway.page.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** Everything around a page: who looks at it, the menu, the state of the platform, and how times are written. */
@TemplateData
public record Frame(
        Who who,
        Theme theme,
        String nonce,
        Instant now,
        ZoneId zone,
        boolean keys,
        String path,
        String host,
        String build,
        String profile,
        String notice,
        List<Group> menu,
        List<Entry> bottom,
        Status state,
        Strip strip,
        int waiting) {

    /** A time in a list. */
    public String at(Instant time) {
        return time == null ? "" : Times.at(time, now, zone);
    }

    /** The whole time with its zone, for titles. */
    public String stamp(Instant time) {
        return time == null ? "" : Times.stamp(time, zone);
    }

    public String clock(Instant time) {
        return time == null ? "" : Times.clock(time, zone);
    }

    /** {@code 28 min ago}, or {@code in 14 min} for a time to come. */
    public String ago(Instant time) {
        if (time == null) {
            return "";
        }
        Duration length = Duration.between(time, now);
        return length.isNegative() ? "in " + Say.about(length) : Say.about(length) + " ago";
    }

    /** {@code since 02:44, 28 min ago}: what every verdict carries. */
    public String since(Instant time) {
        return time == null ? "" : "since " + at(time) + ", " + ago(time);
    }

    public String zoneName() {
        return Times.zoneName(now, zone);
    }
}
