package dev.koda.gateway.health;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;

/** Where the stores are; the gateway only knocks there. */
@ConfigMapping(prefix = "koda.stores")
public interface StoreConfig {
    /** Owner DSN, of which host and port are used. */
    @WithName("postgres")
    Optional<String> postgres();

    /** Endpoint of the S3-compatible store. */
    @WithName("object-store")
    Optional<String> objectStore();
}
