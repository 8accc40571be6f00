package dev.koda.runtime.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.task.TaskRows;

/** The tasks that were given up. */
@ApplicationScoped
class DeadLetters {
    private static final String PAGE = """
            SELECT task_id, agent_id, reason, recoveries, at, requeued_as FROM dead_letter
             WHERE at < $1 ORDER BY at DESC LIMIT $2""";

    private final Pool pool;

    DeadLetters(Pool pool) {
        this.pool = pool;
    }

    /** Newest first, from before the given time. */
    Uni<List<DeadLetter>> page(Optional<Instant> before, int most) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(TaskRows.utc(before.orElse(Instant.parse("9999-01-01T00:00:00Z"))), most))
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
                        throw Problem.conflict(
                                "already_requeued",
                                "The task was already requeued as "
                                        + rows.iterator().next().getUUID(0) + ".");
                    }
                })
                .replaceWithVoid();
    }

    Uni<Void> requeuedAs(UUID id, UUID task) {
        return pool.preparedQuery("UPDATE dead_letter SET requeued_as = $2 WHERE task_id = $1 AND requeued_as IS NULL")
                .execute(Tuple.of(id, task))
                .replaceWithVoid();
    }
}
