package dev.koda.gateway.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.ApplicationConfig;

/** What runs here: version, and in which of the three ways. */
@ApplicationScoped
class Installation {
    private final String version;
    private final String mode;

    Installation(ApplicationConfig application) {
        this.version = application.version().orElse("unknown");
        this.mode = modeOfThisProcess();
    }

    String version() {
        return version;
    }

    String mode() {
        return mode;
    }

    private static String modeOfThisProcess() {
        if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
            return "kubernetes";
        }
        return Files.exists(Path.of("/.dockerenv")) ? "compose" : "embedded";
    }
}
