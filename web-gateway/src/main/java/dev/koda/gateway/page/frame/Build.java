package dev.koda.gateway.page.frame;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.configuration.ConfigUtils;
import org.eclipse.microprofile.config.Config;

/** Which release this is and in which profile it runs, for the foot of the menu and the addresses of the assets. */
@ApplicationScoped
class Build {
    private final String version;
    private final String profile;

    Build(Config config) {
        this.version = config.getOptionalValue("quarkus.application.version", String.class)
                .orElse("dev");
        this.profile = config.getOptionalValue("KODA_ENV", String.class)
                .orElseGet(() -> ConfigUtils.getProfiles().getFirst());
    }

    String version() {
        return version;
    }

    String profile() {
        return profile;
    }
}
