package dev.koda.platform.boot;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What kind of installation this is; the settings under «Environment» of the reference page. */
@ConfigMapping(prefix = "koda.environment")
public interface EnvironmentConfig {

    /** {@code development} or {@code production}. */
    String profile();

    Path home();

    /** {@code token} or {@code development}. */
    String authMode();

    boolean loopbackBootstrap();

    boolean insecureCookies();

    Optional<URI> publicBaseUrl();

    /** The word {@code loopback}, addresses and CIDR blocks. */
    List<String> trustedProxies();

    Optional<List<URI>> clockCheckUrls();

    default boolean production() {
        return "production".equals(profile());
    }

    default boolean developmentSignIn() {
        return "development".equals(authMode());
    }
}
