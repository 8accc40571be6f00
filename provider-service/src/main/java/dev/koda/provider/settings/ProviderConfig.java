package dev.koda.provider.settings;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The settings of this service; their variables and ranges are declared in platform/boot. */
@ConfigMapping(prefix = "koda.provider")
public interface ProviderConfig {

    /** Whether agents may use the rehearsal provider. */
    boolean rehearsal();

    /** Whether connections may lead into private address ranges. */
    boolean allowPrivate();

    /** Seconds between two verifications of one connection. */
    int verifyCooldownSeconds();

    /** How often connections are verified without being asked. */
    Duration verifyInterval();

    /** Whether a model without a price may be used where a budget applies. */
    @WithDefault("false")
    boolean allowUnpriced();

    /** Days for which usage records are kept. */
    @WithDefault("400")
    int usageRetentionDays();

    /** Days for which verification results are kept. */
    @WithDefault("90")
    int verificationRetentionDays();

    /** How often this replica looks whether another one changed a connection or a budget. */
    @WithDefault("1s")
    Duration refreshInterval();
}
