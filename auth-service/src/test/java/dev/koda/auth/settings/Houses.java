package dev.koda.auth.settings;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

import dev.koda.platform.boot.EnvironmentConfig;
import dev.koda.platform.boot.PeerAddresses;

/** Houses of the kinds that the one service under test is not. */
public final class Houses {

    private Houses() {}

    /** A house of this profile and auth mode; {@code publicBaseUrl} may be null. */
    public static House of(String profile, String authMode, String publicBaseUrl) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(EnvironmentConfig.class)
                .withMapping(PeerAddresses.class)
                .withDefaultValue("koda.environment.profile", profile)
                .withDefaultValue("koda.environment.home", "/tmp")
                .withDefaultValue("koda.environment.auth-mode", authMode)
                .withDefaultValue("koda.environment.loopback-bootstrap", "true")
                .withDefaultValue("koda.environment.insecure-cookies", "false")
                .withDefaultValue("koda.environment.trusted-proxies", "loopback");
        for (String peer : new String[] {"auth", "provider", "runtime", "audit", "storage", "gateway"}) {
            builder.withDefaultValue("koda.peers." + peer + "-url", "http://127.0.0.1:3000/");
        }
        if (publicBaseUrl != null) {
            builder.withDefaultValue("koda.environment.public-base-url", publicBaseUrl);
        }
        SmallRyeConfig config = builder.build();
        return new House(
                config.getConfigMapping(EnvironmentConfig.class), config.getConfigMapping(PeerAddresses.class));
    }
}
