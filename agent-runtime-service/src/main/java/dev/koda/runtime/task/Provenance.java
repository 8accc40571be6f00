package dev.koda.runtime.task;

import java.util.UUID;

/**
 * By which way a task came.
 *
 * @param channel {@code api}, {@code dashboard}, {@code telegram}, {@code schedule}, {@code delegation} or {@code canary}
 * @param parentTaskId the task that delegated it, or null
 * @param retryOf the task it tries again, or null
 */
public record Provenance(String channel, UUID parentTaskId, Integer parentSeq, int depth, UUID retryOf) {

    /** The doctor's own task, which lists of tasks leave out. */
    public static final String CANARY = "canary";

    public static Provenance by(String channel) {
        return new Provenance(channel, null, null, 0, null);
    }

    static Provenance retry(Task old) {
        return new Provenance(old.channel(), old.parentTaskId(), old.parentSeq(), old.depth(), old.id());
    }
}
