package dev.koda.provider.circuit;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether calls go through: all, none, or a few to find out. */
public enum CircuitState {
    CLOSED,
    OPEN,
    HALF_OPEN;

    /** The name on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
