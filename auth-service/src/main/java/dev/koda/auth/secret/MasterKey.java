package dev.koda.auth.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.boot.DerivedSecrets;
import dev.koda.platform.boot.SecretsConfig;

/**
 * The key of the house, read once from {@code CONTROL_PLANE_MASTER_KEY_FILE}; it never seals anything itself, each
 * purpose gets a key derived from it, so that a leak of one purpose says nothing of another.
 */
@ApplicationScoped
public class MasterKey {

    private final String firstKey;

    MasterKey(SecretsConfig config) {
        this.firstKey = read(config.masterKeyFile());
    }

    /** A sealer for one purpose; the same purpose always opens what it sealed. */
    public Sealer sealer(String purpose) {
        return new Sealer(bytes(purpose));
    }

    /** 32 bytes for one purpose (HKDF-SHA256). */
    public byte[] bytes(String purpose) {
        return DerivedSecrets.bytes(firstKey, "auth:" + purpose, 32);
    }

    /** The first line: keys that are added later seal what provider-service stores, and must not change ours. */
    private static String read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("CONTROL_PLANE_MASTER_KEY_FILE is empty: " + file));
        } catch (IOException failure) {
            throw new UncheckedIOException("CONTROL_PLANE_MASTER_KEY_FILE cannot be read: " + file, failure);
        }
    }
}
