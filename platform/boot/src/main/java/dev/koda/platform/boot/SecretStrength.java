package dev.koda.platform.boot;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Tells a random secret from one that a person typed, copied from an example or left as it was. */
final class SecretStrength {

    static final int MIN_BYTES = 32;

    /** Below the 118 bits that 32 random hex digits show on average, above anything repeated or typed in a row. */
    private static final double MIN_BITS = 96;

    /** Words of six letters or more: a random secret holds one of them about once in a thousand million. */
    private static final List<String> PLACEHOLDERS = List.of(
            "changeme",
            "change-me",
            "change_me",
            "change me",
            "changeit",
            "placeholder",
            "example",
            "secret",
            "password",
            "default",
            "insecure",
            "replace",
            "your-",
            "your_",
            "dummy-",
            "testing",
            "letmein",
            "qwerty");

    /** What must be left beside such a word: 16 random bytes as hex make 32, as base64 22. */
    private static final int BESIDE_A_WORD = 22;

    private static final double RANDOM_SHARE = 0.2;

    /** Under one in 25 happens to lower-case base32 of 32 bytes less than once in a thousand. */
    private static final double LEAST_SHARE = 0.04;

    private SecretStrength() {}

    /** What is wrong with the secret, in words that do not show it; empty when it will do. */
    static Optional<String> fault(String secret) {
        int bytes = secret.getBytes(UTF_8).length;
        if (isPlaceholder(secret)) {
            return Optional.of("a placeholder");
        }
        if (bytes < MIN_BYTES) {
            return Optional.of(bytes + " bytes");
        }
        if (isRepetition(secret) || isSequence(secret) || isProse(secret, LEAST_SHARE) || bits(secret) < MIN_BITS) {
            return Optional.of(bytes + " bytes with little randomness");
        }
        return Optional.empty();
    }

    /** A word of an example is excused as the name of a random value that stands beside it. */
    private static boolean isPlaceholder(String secret) {
        String rest = secret;
        for (String word : PLACEHOLDERS) {
            rest = rest.replaceAll("(?i)" + Pattern.quote(word), "");
        }
        boolean hasWord = rest.length() < secret.length();
        return secret.startsWith("<")
                || hasWord && (lettersAndDigits(rest) < BESIDE_A_WORD || isProse(rest, RANDOM_SHARE));
    }

    private static long lettersAndDigits(String text) {
        return text.chars().filter(Character::isLetterOrDigit).count();
    }

    /** Whether capitals and digits are rarer than in anything a generator writes: half of base64, two thirds of hex. */
    private static boolean isProse(String text, double leastShare) {
        long rare = text.chars()
                .filter(character -> Character.isDigit(character) || Character.isUpperCase(character))
                .count();
        return rare < leastShare * lettersAndDigits(text);
    }

    /** Whether it is one piece written at least twice. */
    private static boolean isRepetition(String secret) {
        for (int period = 1; period <= secret.length() / 2; period++) {
            if (secret.regionMatches(period, secret, 0, secret.length() - period)) {
                return true;
            }
        }
        return false;
    }

    /** Whether most characters follow their neighbour in the alphabet, as in {@code abcdef…} or {@code 987654…}. */
    private static boolean isSequence(String secret) {
        long steps = 0;
        for (int index = 1; index < secret.length(); index++) {
            if (Math.abs(secret.charAt(index) - secret.charAt(index - 1)) <= 1) {
                steps++;
            }
        }
        return steps * 2 > secret.length();
    }

    /** Shannon entropy of the characters as they are distributed in the secret, times its length. */
    private static double bits(String secret) {
        double length = secret.length();
        return secret
                .chars()
                .boxed()
                .collect(Collectors.groupingBy(character -> character, Collectors.counting()))
                .values()
                .stream()
                .mapToDouble(count -> -count * (Math.log(count / length) / Math.log(2)))
                .sum();
    }
}
