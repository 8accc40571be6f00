package dev.koda.storage.object;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where objects are kept; the environment variables are declared in platform/boot. */
@ConfigMapping(prefix = "koda.object-store")
public interface ObjectStoreConfig {
    /** Address of the S3-compatible store. */
    URI endpoint();

    /** Made when missing. */
    @WithDefault("koda-objects")
    String bucket();

    /** Region requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    String accessKeyId();

    String secretAccessKey();

    /** Prefix of all keys, without a slash at its ends. */
    Optional<String> prefix();
}
