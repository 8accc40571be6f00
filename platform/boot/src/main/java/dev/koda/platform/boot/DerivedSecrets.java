package dev.koda.platform.boot;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes many secrets of one, each for one purpose: HKDF with SHA-256 (RFC 5869), no salt, {@code info} naming the
 * purpose. The same secret and purpose give the same bytes in every service and on every start.
 */
public final class DerivedSecrets {

    private static final int PASSWORD_BYTES = 24;

    private DerivedSecrets() {}

    /** {@code length} bytes, at most 8160 (255 blocks of SHA-256). */
    public static byte[] bytes(String secret, String info, int length) {
        try {
            HKDFParameterSpec parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret.getBytes(UTF_8))
                    .thenExpand(info.getBytes(UTF_8), length);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no HKDF-SHA256; Koda runs on JDK 25", impossible);
        }
    }

    /** 192 bits as URL-safe text, for places that take a password. */
    public static String password(String secret, String info) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(secret, info, PASSWORD_BYTES));
    }
}
