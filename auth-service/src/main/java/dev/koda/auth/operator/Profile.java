package dev.koda.auth.operator;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.koda.platform.problem.Problem;

/**
 * How an operator is called; normalised, and checked where it is made.
 *
 * @param email lower case
 * @param username lower case, or null
 * @param displayName as typed, or null
 */
public record Profile(String email, String username, String displayName) {

    /** RFC 5321: longest path that mail servers accept. */
    private static final int EMAIL_LENGTH = 254;

    private static final int NAME_LENGTH = 120;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    public Profile {
        email = lower(email);
        username = lower(username);
        displayName = displayName == null || displayName.isBlank() ? null : displayName.strip();
    }

    /** Fails with 400 {@code invalid_request} and every wrong field in {@code violations[]}. */
    public Profile checked() {
        Problem problem = Problem.badRequest("invalid_request", "The request breaks a rule; see violations.");
        if (email == null
                || email.length() > EMAIL_LENGTH
                || !EMAIL.matcher(email).matches()) {
            problem.violation("email", "email_invalid", "Give an e-mail address such as ada@example.org.");
        }
        if (username != null && !USERNAME.matcher(username).matches()) {
            problem.violation(
                    "username", "username_invalid", "Use 2 to 64 letters, digits, dots, dashes or underscores.");
        }
        if (displayName != null && displayName.length() > NAME_LENGTH) {
            problem.violation("display_name", "display_name_too_long", "Use at most " + NAME_LENGTH + " characters.");
        }
        if (!problem.violations().isEmpty()) {
            throw problem;
        }
        return this;
    }

    /** Lower case without blanks around it; null for nothing. */
    public static String lower(String text) {
        return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
    }
}
