package dev.koda.platform.doctor;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a check ended. Only {@link #FAIL} makes a report red; {@link #SKIP} says that the check could not run, never that it passed. */
public enum Status {
    PASS,
    WARN,
    FAIL,
    SKIP;

    /** The word used in JSON and in health data. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()} back; case does not matter. Fails with {@link IllegalArgumentException} on any other word. */
    @JsonCreator
    public static Status of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
