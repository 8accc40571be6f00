package dev.koda.provider.prompt;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a model stopped. */
public enum FinishReason {
    STOP,
    TOOL_CALLS,
    LENGTH,
    CONTENT_FILTERED;

    /** The name on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
