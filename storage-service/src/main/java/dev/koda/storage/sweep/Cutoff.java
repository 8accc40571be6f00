package dev.koda.storage.sweep;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.koda.platform.problem.Problem;

/** Reads «older than»: an age such as {@code 30d}, {@code 12h} or {@code P30D}, or a moment in RFC 3339. */
final class Cutoff {
    private static final Pattern AGE = Pattern.compile("(\\d{1,5})([dh])");

    private Cutoff() {}

    static Instant of(String text, Instant now) {
        Matcher age = AGE.matcher(text.strip());
        if (age.matches()) {
            long count = Long.parseLong(age.group(1));
            return now.minus("d".equals(age.group(2)) ? Duration.ofDays(count) : Duration.ofHours(count));
        }
        try {
            return text.startsWith("P")
                    ? now.minus(Duration.parse(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw Problem.badRequest("purge_invalid", "older_than must be an age (30d, 12h, P30D) or an RFC 3339 time.")
                    .violation("older_than", "invalid", "must be an age or an RFC 3339 time");
        }
    }
}
