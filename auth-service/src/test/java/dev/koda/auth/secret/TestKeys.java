package dev.koda.auth.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.koda.platform.boot.SecretsConfig;

/** Key material for tests without a running service. */
public final class TestKeys {

    private TestKeys() {}

    /** Secrets under the first of these master keys. */
    public static SecretTokens secrets(String... masterKeyLines) {
        return new SecretTokens(masterKey(masterKeyLines));
    }

    static MasterKey masterKey(String... lines) {
        try {
            Path file = Files.write(Files.createTempFile("koda-master", ".key"), List.of(lines));
            file.toFile().deleteOnExit();
            return new MasterKey(new Given(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Given(Path masterKeyFile) implements SecretsConfig {
        @Override
        public Optional<List<String>> session() {
            return Optional.empty();
        }

        @Override
        public Optional<String> serviceKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> apiToken() {
            return Optional.empty();
        }
    }
}
