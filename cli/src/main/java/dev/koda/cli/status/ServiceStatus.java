package dev.koda.cli.status;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of the status.
 *
 * @param state what its supervisor says; {@code stopped} when nothing runs, {@code orphaned} when it runs unsupervised
 * @param pid its process; null when there is none
 * @param health {@code up} or {@code down}, asked just now
 * @param since when the state began; null when it never did
 * @param version of the code it runs; null for servers of others
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ServiceStatus(
        String name,
        String mode,
        String state,
        Long pid,
        Integer port,
        String health,
        Instant since,
        String version,
        String message) {}
