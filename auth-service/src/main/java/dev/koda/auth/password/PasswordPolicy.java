package dev.koda.auth.password;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.problem.Problem;

/**
 * What a password must be. Length beats rules of composition, so there are none; any Unicode is accepted. Every broken
 * rule is told at once, each with a stable code in {@code violations[]}.
 */
@ApplicationScoped
public class PasswordPolicy {

    /** Long enough for any sentence, short enough that nobody can keep the hasher busy with one. */
    public static final int MAX_LENGTH = 256;

    /** Shorter identifiers occur in words by chance. */
    private static final int IDENTIFIER_LENGTH = 4;

    private final CommonPasswords common;
    private final int minLength;

    PasswordPolicy(CommonPasswords common, AuthConfig config) {
        this.common = common;
        this.minLength = config.passwordMinLength();
    }

    /**
     * Fails with 400 {@code password_policy} when {@code password} breaks a rule.
     *
     * @param field name of the body's field, for {@code violations[]}
     * @param identifiers e-mail, user name and the like; nulls are passed over
     */
    public void check(String field, String password, String... identifiers) {
        Problem problem = refusal();
        int length = password.codePointCount(0, password.length());
        if (length < minLength) {
            problem.violation(field, "password_too_short", "Use at least " + minLength + " characters.");
        }
        if (length > MAX_LENGTH) {
            problem.violation(field, "password_too_long", "Use at most " + MAX_LENGTH + " characters.");
        }
        if (common.contain(password)) {
            problem.violation(field, "password_too_common", "This is one of the passwords that guessers try first.");
        }
        if (containsAny(password, identifiers)) {
            problem.violation(
                    field, "password_contains_identifier", "Do not use your name or e-mail address in the password.");
        }
        if (!problem.violations().isEmpty()) {
            throw problem;
        }
    }

    /** The refusal of a new password that is the present one. */
    public static Problem reused(String field) {
        return refusal().violation(field, "password_reused", "This is the present password. Choose another one.");
    }

    private static Problem refusal() {
        return Problem.badRequest("password_policy", "The password breaks a rule; see violations.");
    }

    private static boolean containsAny(String password, String... identifiers) {
        String plain = plain(password);
        return Arrays.stream(identifiers)
                .filter(Objects::nonNull)
                .flatMap(identifier ->
                        Arrays.stream(new String[] {identifier, identifier.split("@", 2)[0]}))
                .map(PasswordPolicy::plain)
                .filter(identifier -> identifier.length() >= IDENTIFIER_LENGTH)
                .anyMatch(plain::contains);
    }

    private static String plain(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
