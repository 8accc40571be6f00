package dev.koda.gateway.limit;

import io.smallrye.config.ConfigMapping;

/** How many requests a minute are served to one caller. */
@ConfigMapping(prefix = "koda.gateway")
interface LimitConfig {
    /** To one address without an identity. */
    int requestsPerMinuteAnonymous();

    /** To one operator or API token. */
    int requestsPerMinuteOperator();
}
