package dev.koda.runtime.journal;

import java.util.Locale;

/** The kinds of step a trace shows. */
public enum StepKind {
    QUEUE_WAIT,
    LEASE,
    CONTEXT,
    MODEL_CALL,
    TOOL_CALL,
    APPROVAL,
    PROVIDER_SWITCH,
    ITERATION,
    RETRY,
    RECOVERY,
    COMPACTION,
    NOTE;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    static StepKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
