package dev.koda.platform.security;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.koda.platform.boot.SecretsConfig;

/** A service key and nothing else. */
record Secrets(Optional<String> serviceKey) implements SecretsConfig {

    static Secrets of(String key) {
        return new Secrets(Optional.of(key));
    }

    @Override
    public Optional<List<String>> session() {
        return Optional.empty();
    }

    @Override
    public Path masterKeyFile() {
        return Path.of("/nonexistent");
    }

    @Override
    public Optional<String> apiToken() {
        return Optional.empty();
    }
}
