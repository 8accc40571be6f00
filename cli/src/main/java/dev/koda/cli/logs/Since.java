package dev.koda.cli.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From when on: {@code 90s}, {@code 10m}, {@code 2h}, {@code 3d} ago, or an RFC 3339 time. */
record Since(Duration ago, Instant at) {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    Instant before(Instant now) {
        return at != null ? at : now.minus(ago);
    }

    static final class Converter implements ITypeConverter<Since> {

        @Override
        public Since convert(String text) {
            Matcher ago = AGO.matcher(text);
            if (ago.matches()) {
                long amount = Long.parseLong(ago.group(1));
                return new Since(
                        switch (ago.group(2)) {
                            case "s" -> Duration.ofSeconds(amount);
                            case "m" -> Duration.ofMinutes(amount);
                            case "h" -> Duration.ofHours(amount);
                            default -> Duration.ofDays(amount);
                        },
                        null);
            }
            try {
                return new Since(Duration.ZERO, Instant.parse(text));
            } catch (DateTimeParseException neither) {
                throw new TypeConversionException(
                        "'" + text + "' is neither a span such as 10m nor a time such as" + " 2026-01-31T12:00:00Z");
            }
        }
    }
}
