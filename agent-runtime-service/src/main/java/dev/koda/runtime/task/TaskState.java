package dev.koda.runtime.task;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a task stands. Terminal states never change; the database moves by compare-and-set on state and epoch. */
public enum TaskState {
    QUEUED,
    RUNNING,
    WAITING_APPROVAL,
    WAITING_RETRY,
    COMPLETED,
    FAILED,
    CANCELLED,
    DEAD_LETTERED;

    /** For SQL: states of tasks that will still do something. */
    public static final String LIVE = "('queued', 'running', 'waiting_approval', 'waiting_retry')";

    public boolean terminal() {
        return switch (this) {
            case QUEUED, RUNNING, WAITING_APPROVAL, WAITING_RETRY -> false;
            case COMPLETED, FAILED, CANCELLED, DEAD_LETTERED -> true;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static TaskState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
