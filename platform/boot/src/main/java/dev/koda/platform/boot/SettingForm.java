package dev.koda.platform.boot;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a value is written as a setting of some type wants it: looks at the text alone, never at the machine. */
final class SettingForm {
    static final int MAX_PORT = 65_535;

    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\w.-]+):(\\d{1,5})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");
    private static final Pattern SIMPLE_DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h|d)?");

    private SettingForm() {}

    static boolean isWhole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    static boolean isPort(String value) {
        return isWhole(value, 1, MAX_PORT);
    }

    static boolean isDecimal(String value, double least, double most) {
        try {
            double number = Double.parseDouble(value);
            return number >= least && number <= most;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    static boolean isDuration(String value, Duration least, Duration most) {
        return durationOf(value)
                .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                .isPresent();
    }

    private static Optional<Duration> durationOf(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        try {
            if (!SIMPLE_DURATION.matcher(lower).matches()) {
                return Optional.of(Duration.parse(value));
            }
            if (lower.endsWith("ms")) {
                return Optional.of(Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2))));
            }
            String iso = Character.isDigit(lower.charAt(lower.length() - 1)) ? lower + "s" : lower;
            return Optional.of(Duration.parse(iso.endsWith("d") ? "P" + iso : "PT" + iso));
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }

    static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getRawAuthority() != null;
        } catch (URISyntaxException notAUri) {
            return false;
        }
    }

    static boolean isAbsolutePath(String value) {
        try {
            return Path.of(value).isAbsolute();
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    static boolean isHostPort(String value) {
        var matcher = HOST_PORT.matcher(value);
        return matcher.matches() && isPort(matcher.group(2));
    }

    static boolean isAddressBlock(String value) {
        return value.equals("loopback") || ADDRESS.matcher(value).matches();
    }

    static boolean isZone(String value) {
        return ZoneId.getAvailableZoneIds().contains(value);
    }
}
