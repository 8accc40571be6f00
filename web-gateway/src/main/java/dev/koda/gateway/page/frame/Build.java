package dev.koda.gateway.page.frame;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

/** Which release this is and how it is set up, for the foot of the menu, the addresses of the assets and the strip. */
@Singleton
class Build {
    private static final String DEVELOPMENT = "development";

    private final String version;
    private final String profile;
    private final boolean openDoor;

    Build(Config config) {
        this.version = config.getOptionalValue("quarkus.application.version", String.class)
                .orElse("dev");
        this.profile = config.getOptionalValue("koda.environment.profile", String.class)
                .orElse(DEVELOPMENT);
        this.openDoor = config.getOptionalValue("koda.environment.auth-mode", String.class)
                .filter(DEVELOPMENT::equals)
                .isPresent();
    }

    String version() {
        return version;
    }

    String profile() {
        return profile;
    }

    /** Development sign-in: requests from this host act as the owner without a password, and every page says so. */
    boolean openDoor() {
        return openDoor;
    }
}
