package dev.koda.audit.trail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the audited action ended. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    DENIED;

    /** The word on the wire and in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of that word; empty for any other. */
    public static Optional<Outcome> findByWord(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
