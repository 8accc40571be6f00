package dev.koda.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cost of one Argon2id computation, and the computation itself. The result is written as a PHC string, which carries its
 * own cost, so that old hashes still verify after the settings changed.
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over it
 * @param parallelism lanes; computed one after the other
 */
public record Argon2(int memoryKib, int iterations, int parallelism) {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    static int saltBytes() {
        return SALT_BYTES;
    }

    /** The raw digest; takes tens of milliseconds, so never on an event loop. */
    byte[] digest(String secret, byte[] salt, Argon2Memory memory) {
        return memory.digest(this, nfc(secret).getBytes(StandardCharsets.UTF_8), salt, HASH_BYTES);
    }

    String encode(String secret, byte[] salt, Argon2Memory memory) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(digest(secret, salt, memory));
    }

    static boolean matches(String secret, String encoded, Argon2Memory memory) {
        Matcher matcher = PHC.matcher(encoded);
        if (!matcher.matches()) {
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(matcher.group(4));
        byte[] expected = Base64.getDecoder().decode(matcher.group(5));
        return MessageDigest.isEqual(expected, cost(matcher).digest(secret, salt, memory));
    }

    static Optional<Argon2> costOf(String encoded) {
        Matcher matcher = PHC.matcher(encoded);
        return matcher.matches() ? Optional.of(cost(matcher)) : Optional.empty();
    }

    private static Argon2 cost(Matcher matcher) {
        return new Argon2(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /** The same characters typed on another keyboard or system are the same password. */
    private static String nfc(String secret) {
        return Normalizer.normalize(secret, Normalizer.Form.NFC);
    }
}
