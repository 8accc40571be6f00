package dev.koda.runtime.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.problem.Problem;

/** The tasks that were given up. */
@ApplicationScoped
class DeadLetters {
    private static final String PAGE = """
            SELECT task_id, agent_id, reason, recoveries, at, requeued_as FROM dead_letter
             WHERE $1::uuid IS NULL OR (at, task_id) < (SELECT p.at, p.task_id FROM dead_letter p WHERE p.task_id = $1)
             ORDER BY at DESC, task_id DESC LIMIT $2""";

    private final Pool pool;

    DeadLetters(Pool pool) {
        this.pool = pool;
    }

    /** Newest first, behind the given letter; one sweep may have given up many at the same moment. */
    Uni<List<DeadLetter>> page(Optional<UUID> behind, int most) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(behind.orElse(null), most))
                .map(rows -> rows.stream().map(DeadLetter::of).toList());
    }

    /** Fails unless the letter is there and was not requeued before. */
    Uni<Void> required(UUID id) {
        return pool.preparedQuery("SELECT requeued_as FROM dead_letter WHERE task_id = $1")
                .execute(Tuple.of(id))
                .invoke(rows -> {
                    if (!rows.iterator().hasNext()) {
                        throw Problem.notFound("dead_letter_not_found", "No task " + id + " is in the dead letters.");
                    }
                    if (rows.iterator().next().getUUID(0) != null) {
                        throw alreadyRequeued(id);
                    }
                })
                .replaceWithVoid();
    }

    /** Enters the new task; fails when another one is there already, whoever came first. */
    Uni<Void> requeuedAs(SqlConnection transaction, UUID id, UUID task) {
        return transaction
                .preparedQuery("UPDATE dead_letter SET requeued_as = $2 WHERE task_id = $1 AND requeued_as IS NULL")
                .execute(Tuple.of(id, task))
                .invoke(updated -> {
                    if (updated.rowCount() == 0) {
                        throw alreadyRequeued(id);
                    }
                })
                .replaceWithVoid();
    }

    private static Problem alreadyRequeued(UUID id) {
        return Problem.conflict(
                "already_requeued", "Task " + id + " was requeued before; its dead letter names the new task.");
    }
}
