package dev.koda.runtime.verdict;

import java.util.Locale;

/** What an iteration looks like in the light of those before it. */
public enum Verdict {
    /** Something new was done or learned. */
    PROGRESS,
    /** It begins to look like a loop: the model is told. */
    SUSPECT,
    /** It is a loop: the task ends. */
    CYCLE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
