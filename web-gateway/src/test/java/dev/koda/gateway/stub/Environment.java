package dev.koda.gateway.stub;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.koda.platform.boot.EnvironmentConfig;

/** An installation made up by a test that needs no Quarkus. */
public record Environment(String profile, String authMode, Optional<URI> publicBaseUrl, List<String> trustedProxies)
        implements EnvironmentConfig {

    public static Environment production(String publicBaseUrl) {
        return new Environment("production", "token", Optional.of(URI.create(publicBaseUrl)), List.of("loopback"));
    }

    public static Environment ofDevelopment() {
        return new Environment("development", "development", Optional.empty(), List.of("loopback", "10.0.0.0/8"));
    }

    @Override
    public Path home() {
        return Path.of("/nowhere");
    }

    @Override
    public boolean loopbackBootstrap() {
        return false;
    }

    @Override
    public boolean insecureCookies() {
        return false;
    }

    @Override
    public Optional<List<URI>> clockCheckUrls() {
        return Optional.empty();
    }
}
