package dev.koda.runtime.tool;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a call of a tool runs by itself, waits for a person, or never runs. */
public enum ApprovalPolicy {
    AUTO,
    ASK,
    DENY;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static ApprovalPolicy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
