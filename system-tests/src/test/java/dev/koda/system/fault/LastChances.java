package dev.koda.system.fault;

import java.io.IOException;
import java.sql.SQLException;

import dev.koda.system.stack.RunningStack.Koda;
import dev.koda.system.stack.Tables;

/**
 * Tasks that were taken from their workers so often in the same step that the next losses make them a dead letter, as the
 * contract has it: a task that kills its workers is given up after three recoveries without a new step. Who kills workers
 * for other reasons has to let such a task get on first.
 */
final class LastChances {
    /** One below the limit, for a death may be followed by another loss before anybody looks again. */
    private static final String ANY = """
            SELECT 1 FROM task t WHERE t.state IN ('queued', 'running') AND t.recoveries >= 2
               AND (SELECT coalesce(max(j.seq), 0) FROM journal j
                     WHERE j.task_id = t.id AND (j.entry = 'finished' OR j.kind = 'retry')) <= t.recovered_seq
             LIMIT 1""";

    private final Tables tables;

    LastChances(Koda koda) throws IOException {
        tables = new Tables(koda.setting("KNOWLEDGE_V2_POSTGRES_DSN"), "runtime");
    }

    /** Whether there is one now; one must be expected while the database does not say. */
    boolean any() {
        try {
            return !tables.text(ANY).isEmpty();
        } catch (SQLException away) {
            return true;
        }
    }
}
