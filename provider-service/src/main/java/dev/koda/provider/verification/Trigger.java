package dev.koda.provider.verification;

import java.util.Locale;

/** What made a verification begin. */
enum Trigger {
    ASKED,
    SCHEDULED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
