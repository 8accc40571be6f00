package dev.koda.platform.boot;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a setting's value must look like.
 *
 * <p>{@code fault} answers, for a value that will not do, what was found, in words that may be shown: a secret is
 * described, never repeated.
 */
record SettingType(String name, String accepted, boolean masked, Function<String, Optional<String>> fault) {

    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[\\w.-]+):(\\d{1,5})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");
    private static final Pattern SIMPLE_DURATION = Pattern.compile("\\d{1,9}(ms|s|m|h|d)?");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SECRETS = 2;

    static SettingType oneOf(String... words) {
        List<String> known = List.of(words);
        return shown("enum", "`" + String.join("` or `", known) + "`", known::contains);
    }

    static SettingType flag() {
        return shown("bool", "`true` or `false`", Set.of("true", "false")::contains);
    }

    static SettingType whole(long least, long most) {
        return shown("whole number", least + " to " + most, value -> isWhole(value, least, most));
    }

    static SettingType port() {
        return shown("port", "1 to " + MAX_PORT, value -> isWhole(value, 1, MAX_PORT));
    }

    static SettingType decimal(double least, double most) {
        return shown("decimal", least + " to " + most, value -> isDecimal(value, least, most));
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}, a plain number of seconds, or ISO-8601 ({@code PT30S}). */
    static SettingType duration(Duration least, Duration most) {
        return shown(
                "duration", "`30s`, `5m`, `2h` or `PT30S`, from %s to %s".formatted(least, most), value -> durationOf(
                                value)
                        .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0)
                        .isPresent());
    }

    static SettingType url() {
        return shown("URL", "an absolute http:// or https:// URL", SettingType::isUrl);
    }

    static SettingType path() {
        return shown("path", "an absolute path", SettingType::isAbsolutePath);
    }

    static SettingType text() {
        return shown("text", "any text", value -> true);
    }

    static SettingType matching(String name, String accepted, Pattern pattern) {
        return shown(name, accepted, value -> pattern.matcher(value).matches());
    }

    static SettingType zone() {
        return shown("time zone", "an IANA zone such as `Europe/Madrid`", value -> ZoneId.getAvailableZoneIds()
                .contains(value));
    }

    static SettingType hostPort() {
        return shown("address", "`host:port`", SettingType::isHostPort);
    }

    static SettingType addressBlock() {
        return shown(
                "address block",
                "`loopback`, an IP address or a CIDR block such as `10.0.0.0/8`",
                value -> value.equals("loopback") || ADDRESS.matcher(value).matches());
    }

    /** A comma-separated list of at least one element. */
    static SettingType listOf(SettingType element) {
        return new SettingType(
                "list of " + element.name,
                "a comma-separated list of: " + element.accepted,
                false,
                value -> parts(value).stream()
                        .map(element.fault)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** One secret, or two during a rotation: the first is used, the second still read. */
    static SettingType rotatingSecret() {
        return new SettingType(
                "secret",
                SecretStrength.MIN_BYTES + " or more random bytes, and while rotating a comma and the former secret",
                true,
                SettingType::secretsFault);
    }

    static SettingType secret() {
        return new SettingType(
                "secret", SecretStrength.MIN_BYTES + " or more random bytes", true, SecretStrength::fault);
    }

    /** A secret somebody else issued, whose strength is theirs to decide. */
    static SettingType credential() {
        return new SettingType("secret", "any text", true, value -> Optional.empty());
    }

    static SettingType dsn() {
        return new SettingType("DSN", PostgresDsn.FORM, true, SettingType::dsnFault);
    }

    /** The elements of a comma-separated value, stripped, empty ones left out. */
    static List<String> parts(String value) {
        return Pattern.compile(",")
                .splitAsStream(value)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static SettingType shown(String name, String accepted, Predicate<String> accepts) {
        return new SettingType(
                name,
                accepted,
                false,
                value -> accepts.test(value) ? Optional.empty() : Optional.of("`" + value + "`"));
    }

    private static Optional<String> secretsFault(String value) {
        List<String> secrets = parts(value);
        if (secrets.size() > MAX_SECRETS) {
            return Optional.of(secrets.size() + " secrets");
        }
        Optional<String> first = secrets.isEmpty() ? Optional.of("nothing") : SecretStrength.fault(secrets.getFirst());
        return first.or(() -> secrets.stream()
                .skip(1)
                .map(SecretStrength::fault)
                .flatMap(Optional::stream)
                .findFirst()
                .map(fault -> fault + " after the comma"));
    }

    private static Optional<String> dsnFault(String value) {
        try {
            PostgresDsn.parse(value);
            return Optional.empty();
        } catch (IllegalArgumentException fault) {
            return Optional.of(fault.getMessage());
        }
    }

    private static boolean isWhole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    private static boolean isDecimal(String value, double least, double most) {
        try {
            double number = Double.parseDouble(value);
            return number >= least && number <= most;
        } catch (NumberFormatException notANumber) {
            return false;
        }
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

    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            return Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getRawAuthority() != null;
        } catch (URISyntaxException notAUri) {
            return false;
        }
    }

    private static boolean isAbsolutePath(String value) {
        try {
            return Path.of(value).isAbsolute();
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    private static boolean isHostPort(String value) {
        var matcher = HOST_PORT.matcher(value);
        return matcher.matches() && isWhole(matcher.group(2), 1, MAX_PORT);
    }
}
