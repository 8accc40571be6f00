package dev.koda.platform.doctor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a failing check holds back: the boot of a service, taking requests, or the success of an update. */
public enum Gate {
    BOOT,
    SERVE,
    UPDATE;

    /** The word used in JSON and in health data. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()} back; case does not matter. Fails with {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static Gate of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
