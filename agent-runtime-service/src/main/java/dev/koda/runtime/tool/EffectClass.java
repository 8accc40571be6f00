package dev.koda.runtime.tool;

import java.util.Locale;

/** What running a call twice would do; decides what happens when a crash leaves it without a result. */
public enum EffectClass {
    /** Reads only: run again. */
    PURE,
    /** Has an effect once per call id: run again with the same id. */
    IDEMPOTENT,
    /** Can be undone, not repeated: the model is told that it was interrupted. */
    COMPENSABLE,
    /** Neither: a person says whether it happened. */
    IRREVERSIBLE;

    public boolean repeatable() {
        return this == PURE || this == IDEMPOTENT;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
