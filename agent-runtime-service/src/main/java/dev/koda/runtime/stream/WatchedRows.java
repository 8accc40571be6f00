package dev.koda.runtime.stream;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.JournalRows;

/** Reads new rows of many tasks at once. */
@ApplicationScoped
class WatchedRows {
    private static final String AFTER = """
            SELECT j.task_id, j.seq, j.of_seq, j.entry, j.kind, j.epoch, j.at, j.body
              FROM unnest($1::uuid[], $2::int[]) AS w (task_id, seen)
              CROSS JOIN LATERAL (SELECT * FROM journal r WHERE r.task_id = w.task_id AND r.seq > w.seen
                                   ORDER BY r.seq LIMIT $3) j
             ORDER BY j.task_id, j.seq LIMIT $3""";

    private static final String NEWEST = "SELECT coalesce(max(seq), 0) FROM journal WHERE task_id = $1";

    private final Pool pool;
    private final JournalRows journal;

    WatchedRows(Pool pool, JournalRows journal) {
        this.pool = pool;
        this.journal = journal;
    }

    /** The place of the task's last row; 0 when it has none. */
    Uni<Integer> newest(UUID task) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(task))
                .map(found -> found.iterator().next().getInteger(0));
    }

    /** Rows of each task after the given place, in order within the task. */
    Uni<List<JournalEntry>> after(Map<UUID, Integer> places, int most) {
        UUID[] tasks = places.keySet().toArray(UUID[]::new);
        Integer[] seen = new Integer[tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            seen[i] = places.get(tasks[i]);
        }
        Tuple values =
                Tuple.tuple().addArrayOfUUID(tasks).addArrayOfInteger(seen).addInteger(most);
        return pool.preparedQuery(AFTER).execute(values).map(journal::entries);
    }
}
