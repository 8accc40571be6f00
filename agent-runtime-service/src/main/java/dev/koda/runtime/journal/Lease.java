package dev.koda.runtime.journal;

import java.util.UUID;

/** The right of one worker to write a task, valid while the task's row carries this owner and epoch. */
public record Lease(UUID taskId, UUID owner, long epoch) {}
