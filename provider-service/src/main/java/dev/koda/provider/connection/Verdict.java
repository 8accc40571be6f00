package dev.koda.provider.connection;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a verification found: proven good, proven bad, or neither. */
public enum Verdict {
    USABLE,
    UNUSABLE,
    UNPROVEN;

    /** The name on the wire and in the database. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #wire()} back. */
    public static Verdict of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
