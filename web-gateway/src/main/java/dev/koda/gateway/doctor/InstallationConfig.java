package dev.koda.gateway.doctor;

import io.smallrye.config.ConfigMapping;

/** How this installation runs. */
@ConfigMapping(prefix = "koda.gateway")
interface InstallationConfig {
    /** {@code embedded}, {@code compose} or {@code kubernetes}. */
    String mode();
}
