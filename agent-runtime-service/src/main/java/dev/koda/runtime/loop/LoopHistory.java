package dev.koda.runtime.loop;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.task.Task;

/** What the tasks that a task tries again had been judged: a retry goes on counting where they stopped. */
@ApplicationScoped
class LoopHistory {
    private static final String ITERATIONS = """
            WITH RECURSIVE chain AS (
              SELECT id, retry_of, 1 AS n FROM task WHERE id = $1
              UNION ALL
              SELECT t.id, t.retry_of, n + 1 FROM task t JOIN chain ON t.id = chain.retry_of WHERE n < 5)
            SELECT j.task_id, j.seq, j.of_seq, j.entry, j.kind, j.epoch, j.at, j.body
              FROM chain JOIN journal j ON j.task_id = chain.id WHERE j.kind = 'iteration'
             ORDER BY j.task_id, j.seq""";

    private final Pool pool;
    private final JournalRows journal;
    private final Bridge bridge;

    LoopHistory(Pool pool, JournalRows journal, Bridge bridge) {
        this.pool = pool;
        this.journal = journal;
        this.bridge = bridge;
    }

    /** The iterations of the tasks before this one, oldest first; none for a first try. */
    List<JournalEntry> before(Task task) {
        return task.retryOf() == null ? List.of() : bridge.read(() -> read(task.retryOf()));
    }

    private Uni<List<JournalEntry>> read(UUID first) {
        return pool.preparedQuery(ITERATIONS).execute(Tuple.of(first)).map(journal::entries);
    }
}
