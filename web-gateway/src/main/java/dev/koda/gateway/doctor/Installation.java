package dev.koda.gateway.doctor;

import jakarta.inject.Singleton;

import io.quarkus.runtime.ApplicationConfig;

/** What runs here: version, and in which of the three ways. */
@Singleton
class Installation {
    private final String version;
    private final String mode;

    Installation(ApplicationConfig application, InstallationConfig config) {
        this.version = application.version().orElse("unknown");
        this.mode = config.mode();
    }

    String version() {
        return version;
    }

    String mode() {
        return mode;
    }
}
