package dev.koda.runtime.agent;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where an agent stands. */
public enum AgentStatus {
    /** Never published; takes no task but trials. */
    DRAFT,
    ACTIVE,
    /** Takes no new task until activated. */
    PAUSED,
    /** For good; kept for the history of its tasks. */
    ARCHIVED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AgentStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
