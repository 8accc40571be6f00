package dev.koda.cli.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time a log line bears, in any of the forms our parts write. */
final class LogTime {

    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})(?:[.,]\\d+)?\\s?(Z|UTC|[+-]\\d{2}:?\\d{2})?");

    private LogTime() {}

    /** Without an offset the line speaks in the zone given. */
    static Optional<Instant> of(String line, ZoneId zone) {
        Matcher found = TIME.matcher(line.length() > 200 ? line.substring(0, 200) : line);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.parse(found.group(1) + "T" + found.group(2));
            String offset = found.group(3);
            if (offset == null) {
                return Optional.of(local.atZone(zone).toInstant());
            }
            ZoneOffset shift = offset.equals("Z") || offset.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(offset);
            return Optional.of(OffsetDateTime.of(local, shift).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
