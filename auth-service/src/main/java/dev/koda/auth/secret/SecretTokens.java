package dev.koda.auth.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Mints random secrets and the fingerprints that stand for them in the database. A fingerprint is keyed, so that a
 * copy of the database alone does not even tell which codes to try.
 */
@ApplicationScoped
public class SecretTokens {

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec fingerprintKey;

    SecretTokens(MasterKey masterKey) {
        this.fingerprintKey = new SecretKeySpec(masterKey.bytes("fingerprint"), "HmacSHA256");
    }

    /** 256 random bits, URL-safe. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    /** {@code length} random bytes. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A new code as people type it, see {@link TypedCode}. */
    public String code() {
        return TypedCode.of(bytes(TypedCode.LENGTH));
    }

    /** What is stored in place of {@code secret}; {@code purpose} keeps the kinds of secrets apart. */
    public byte[] fingerprint(String purpose, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(fingerprintKey);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", failure);
        }
    }

    /** Compares in time that depends on neither value. */
    public static boolean same(String left, String right) {
        return MessageDigest.isEqual(digest(left), digest(right));
    }

    private static byte[] digest(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("SHA-256 is part of every JDK", failure);
        }
    }
}
