package dev.koda.runtime.journal;

import java.util.Locale;

/** What a journal row states. */
public enum EntryType {
    /** Intent: a model turn or tool call is about to happen. */
    STARTED,
    /** Result of the intent named by {@code of_seq}. */
    FINISHED,
    /** A step that was over when it was written. */
    STEP,
    /** Text shown to a watching client; not part of what a recovering worker reads. */
    TOKEN,
    /** The task entered a state. */
    STATE,
    /** The task ended; nothing follows. */
    DONE;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    static EntryType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
