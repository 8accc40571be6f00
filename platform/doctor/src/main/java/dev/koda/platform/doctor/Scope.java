package dev.koda.platform.doctor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where the cause of a check lies: in this installation itself, or in something it depends on.
 * A red downstream check never stops {@code koda up}; a red local one may.
 */
public enum Scope {
    LOCAL,
    DOWNSTREAM;

    /** The word used in JSON and in health data. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()} back; case does not matter. Fails with {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static Scope of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
