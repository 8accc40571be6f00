package dev.koda.system.recording;

import java.time.Instant;

/**
 * A call as it reached the world.
 *
 * @param task the mark of the task in the path
 * @param call its name in the path
 * @param idempotencyKey what the caller sent to be recognised by, empty when nothing
 * @param at when it had come in whole
 */
public record Arrival(String task, String call, String method, String idempotencyKey, Instant at) {}
