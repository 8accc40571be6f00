package dev.koda.runtime.journal;

import java.util.UUID;

/** The worker no longer holds the task: its write was refused by the fence, and whatever it does now counts for nothing. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(UUID taskId) {
        super("lease of task " + taskId + " lost", null, false, false);
    }
}
