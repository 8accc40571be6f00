package dev.koda.platform.boot;

import java.time.Duration;
import java.util.List;
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

    private static final int MAX_SECRETS = 2;

    static SettingType oneOf(String... words) {
        List<String> known = List.of(words);
        return shown("enum", "`" + String.join("` or `", known) + "`", known::contains);
    }

    static SettingType flag() {
        return shown("bool", "`true` or `false`", Set.of("true", "false")::contains);
    }

    static SettingType whole(long least, long most) {
        return shown("whole number", least + " to " + most, value -> SettingForm.isWhole(value, least, most));
    }

    static SettingType port() {
        return shown("port", "1 to " + SettingForm.MAX_PORT, SettingForm::isPort);
    }

    static SettingType decimal(double least, double most) {
        return shown("decimal", least + " to " + most, value -> SettingForm.isDecimal(value, least, most));
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}, a plain number of seconds, or ISO-8601 ({@code PT30S}). */
    static SettingType duration(Duration least, Duration most) {
        return shown(
                "duration",
                "`30s`, `5m`, `2h` or `PT30S`, from %s to %s".formatted(least, most),
                value -> SettingForm.isDuration(value, least, most));
    }

    static SettingType url() {
        return shown("URL", "an absolute http:// or https:// URL", SettingForm::isUrl);
    }

    static SettingType path() {
        return shown("path", "an absolute path", SettingForm::isAbsolutePath);
    }

    static SettingType text() {
        return shown("text", "any text", value -> true);
    }

    static SettingType matching(String name, String accepted, Pattern pattern) {
        return shown(name, accepted, value -> pattern.matcher(value).matches());
    }

    static SettingType zone() {
        return shown("time zone", "an IANA zone such as `Europe/Madrid`", SettingForm::isZone);
    }

    static SettingType hostPort() {
        return shown("address", "`host:port`", SettingForm::isHostPort);
    }

    static SettingType addressBlock() {
        return shown(
                "address block",
                "`loopback`, an IP address or a CIDR block such as `10.0.0.0/8`",
                SettingForm::isAddressBlock);
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
}
