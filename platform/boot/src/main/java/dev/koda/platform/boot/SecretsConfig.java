package dev.koda.platform.boot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/**
 * The secrets of the installation. Values are never logged; an empty one means that this process was started without
 * it, which {@link ServiceBoot} refuses for the services that need it.
 */
@ConfigMapping(prefix = "koda.secrets")
public interface SecretsConfig {

    /** The secret that seals cookies, and during a rotation the former one after it. */
    Optional<List<String>> session();

    Optional<String> serviceKey();

    Path masterKeyFile();

    Optional<String> apiToken();
}
