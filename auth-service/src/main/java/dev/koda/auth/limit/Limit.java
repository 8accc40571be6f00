package dev.koda.auth.limit;

import java.time.Duration;

import dev.koda.auth.settings.AuthConfig;

/** What a client address may do so often in so long. */
public enum Limit {
    LOGIN(Duration.ofMinutes(5)),
    RECOVERY(Duration.ofHours(1)),
    EXCHANGE(Duration.ofHours(1)),
    CODES(Duration.ofHours(1)),
    /** Failed proofs of services; a service asks once in five minutes, so this only slows down guessing. */
    SERVICE_TOKENS(Duration.ofMinutes(1));

    private static final int SERVICE_TOKENS_A_MINUTE = 120;

    private final Duration window;

    Limit(Duration window) {
        this.window = window;
    }

    Duration window() {
        return window;
    }

    int allowed(AuthConfig config) {
        return switch (this) {
            case LOGIN -> config.loginsPerFiveMinutes();
            case RECOVERY -> config.recoveriesPerHour();
            case EXCHANGE -> config.exchangesPerHour();
            case CODES -> config.codesPerHour();
            case SERVICE_TOKENS -> SERVICE_TOKENS_A_MINUTE;
        };
    }
}
