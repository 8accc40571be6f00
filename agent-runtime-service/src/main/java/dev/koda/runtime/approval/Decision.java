package dev.koda.runtime.approval;

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a person says about a waiting call. */
public enum Decision {
    APPROVE("approved"),
    REJECT("rejected"),
    EDIT("edited"),
    /** In doubt: it took effect. */
    HAPPENED("happened"),
    /** In doubt: it did not; run it. */
    NOT_HAPPENED("not_happened"),
    /** In doubt: end the task. */
    STOP("stopped");

    private static final Set<Decision> ON_DOUBT = Set.of(HAPPENED, NOT_HAPPENED, STOP);

    private final String status;

    Decision(String status) {
        this.status = status;
    }

    /** What the approval's status becomes. */
    String status() {
        return status;
    }

    boolean fits(Approval approval) {
        return approval.inDoubt() == ON_DOUBT.contains(this);
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Decision of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
