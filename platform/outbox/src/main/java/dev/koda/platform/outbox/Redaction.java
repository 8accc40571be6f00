package dev.koda.platform.outbox;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of audit details: by the name of the key, and by the look of the text.
 *
 * <p>Numbers and booleans pass whatever their key, so that {@code output_tokens} stays readable; so do ids, names, hints
 * and times of secrets.
 */
final class Redaction {
    static final String REDACTED = "[redacted]";

    private static final int LONGEST_TEXT = 4_000;

    private static final Pattern SECRET_KEY = Pattern.compile(
            "passw|passphrase|secret|token|credential|authorization|cookie|api_?-?key|private_?-?key|signing_?-?key"
                    + "|recovery_?code|setup_?code|bootstrap_?code|totp_?code|access_?key|bearer");
    private static final Pattern HARMLESS_KEY =
            Pattern.compile(".*(_ids?|_names?|_hint|_kind|_type|_count|_at|_policy|_scopes?)");
    private static final Pattern SECRET_TEXT =
            Pattern.compile("kpat_[A-Za-z0-9_-]{8,}|\\bsk-[A-Za-z0-9_-]{16,}|(?i:\\bbearer\\s+)[A-Za-z0-9._~+/=-]{16,}"
                    + "|\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*");

    private Redaction() {}

    static Object of(String key, Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number;
            case Boolean flag -> flag;
            case Object other when isSecret(key) -> REDACTED;
            case Map<?, ?> map -> map(map);
            case Collection<?> collection ->
                collection.stream().map(element -> of(key, element)).toList();
            case Object other -> text(other.toString());
        };
    }

    private static boolean isSecret(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return SECRET_KEY.matcher(name).find() && !HARMLESS_KEY.matcher(name).matches();
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> redacted = new LinkedHashMap<>();
        map.forEach((name, value) -> redacted.put(String.valueOf(name), of(String.valueOf(name), value)));
        return redacted;
    }

    private static String text(String text) {
        String bounded = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
        return SECRET_TEXT.matcher(bounded).replaceAll(REDACTED);
    }
}
