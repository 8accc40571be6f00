package dev.koda.provider.verification;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** The rungs of the ladder, cheapest first; the stage of a result is the rung that decided it. */
public enum Stage {
    NAME,
    CONNECT,
    TLS,
    AUTH,
    MODELS,
    PROBE;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
