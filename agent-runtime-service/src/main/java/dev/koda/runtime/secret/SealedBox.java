package dev.koda.runtime.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.boot.DerivedSecrets;
import dev.koda.platform.boot.SecretsConfig;
import dev.koda.platform.problem.Problem;

/**
 * Seals values with AES-256-GCM under a key derived from the master key, bound to their place: {@code <key id>.<nonce and
 * ciphertext>}. The last line of the key file seals, every line opens, so a rotation needs nothing done here.
 */
@ApplicationScoped
class SealedBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Path keyFile;

    SealedBox(SecretsConfig secrets) {
        this.keyFile = secrets.masterKeyFile();
    }

    String seal(String value, String place) {
        String line = lines().getLast();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, line, nonce, value.getBytes(StandardCharsets.UTF_8), place);
        byte[] whole = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
        return id(line) + "." + Base64.getEncoder().encodeToString(whole);
    }

    String open(String sealed, String place) {
        int dot = sealed.indexOf('.');
        String line = lines().stream()
                .filter(key -> id(key).equals(sealed.substring(0, dot)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no master key " + sealed.substring(0, dot)));
        byte[] whole = Base64.getDecoder().decode(sealed.substring(dot + 1));
        byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
        byte[] content = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
        return new String(crypt(Cipher.DECRYPT_MODE, line, nonce, content, place), StandardCharsets.UTF_8);
    }

    private static byte[] crypt(int mode, String line, byte[] nonce, byte[] content, String place) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] key = DerivedSecrets.bytes(line, "runtime:agent-secret", KEY_BYTES);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("a secret could not be sealed or opened", failed);
        }
    }

    private List<String> lines() {
        try {
            List<String> lines = Files.readAllLines(keyFile).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (!lines.isEmpty()) {
                return lines;
            }
        } catch (IOException missing) {
            // said below, in the same words as for an empty file
        }
        throw Problem.unavailable(
                "master_key_missing",
                "Secrets cannot be kept without the master key. See koda doctor.",
                Duration.ofMinutes(1));
    }

    private static String id(String line) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no SHA-256", impossible);
        }
    }
}
