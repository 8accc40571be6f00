package dev.koda.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The passwords that guessers try first: more than 31 000, of the frequency list of the zxcvbn estimator (MIT) with
 * keyboard runs and repetitions added. A common word with digits or signs around it is as common as the word.
 */
@ApplicationScoped
public class CommonPasswords {

    private static final String LIST = "common-passwords.txt";

    private final Set<String> known = read();

    boolean contain(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return known.contains(lower) || known.contains(withoutDecoration(lower));
    }

    int size() {
        return known.size();
    }

    private static String withoutDecoration(String lower) {
        return lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    private static Set<String> read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(CommonPasswords.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
