package dev.koda.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A master key file for the application under test. */
public final class MasterKeyFixture implements QuarkusTestResourceLifecycleManager {

    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n";

    private Path file;

    @Override
    public Map<String, String> start() {
        try {
            file = Files.createTempFile(
                    "koda-master",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, KEY);
            return Map.of(
                    "CONTROL_PLANE_MASTER_KEY_FILE", file.toString(), "KODA_PROVIDER_VERIFY_COOLDOWN_SECONDS", "60");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void stop() {
        if (file == null) {
            return; // another resource failed first
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
