package dev.koda.runtime.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;

/** The SQL of the journal. Rows are inserted and read, never changed. */
@ApplicationScoped
public class JournalRows {

    private static final String COLUMNS = "task_id, seq, of_seq, entry, kind, epoch, at, body";

    private static final String ARRAYS = "$1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::bigint[],"
            + " $7::timestamptz[], $8::text[]";

    private static final String INSERT = "INSERT INTO journal (" + COLUMNS + ") SELECT e."
            + COLUMNS.replace(", ", ", e.") + " FROM unnest(" + ARRAYS;

    /**
     * The fence needs no row lock: a takeover raises the epoch, and the new holder's first row takes the same next
     * seq as any row of the old one that was under way, so the primary key lets only one of the two in. Each task is
     * found by its id, which OFFSET 0 insists on: by owner, all that a worker holds would be looked through for each row.
     */
    private static final String INSERT_FENCED = INSERT + ", $9::uuid[]) AS e (" + COLUMNS + ", owner)"
            + " CROSS JOIN LATERAL (SELECT lease_owner, lease_epoch, state FROM task WHERE id = e.task_id OFFSET 0) t"
            + " WHERE t.lease_owner = e.owner AND t.lease_epoch = e.epoch AND t.state = 'running'";

    private static final String INSERT_FREE = INSERT + ") AS e (" + COLUMNS + ")";

    private static final String WRITTEN = "SELECT j.task_id, j.seq FROM journal j JOIN unnest($1::uuid[], $2::int[],"
            + " $3::bigint[]) AS e (task_id, seq, epoch) USING (task_id, seq, epoch)";

    private static final String READ = "SELECT task_id, seq, of_seq, entry, kind, epoch, at, body FROM journal"
            + " WHERE task_id = $1 AND seq > $2 %s ORDER BY seq LIMIT $3";

    /**
     * What calls were given and what they gave stays in the database: a long trace is read by its outline. A body with the
     * character that jsonb does not take is read whole.
     */
    private static final String OUTLINE = "CASE WHEN entry = 'finished' AND strpos(body, '\\u0000') = 0 THEN"
            + " (body::jsonb - '{input,output,text,to_model,tool_calls}'::text[])::text ELSE body END AS body";

    private static final String STEPS = "SELECT task_id, seq, of_seq, entry, kind, epoch, at, %s FROM journal"
            + " WHERE task_id = $1 AND seq >= $2 AND (entry = 'done' OR kind = 'recovery'"
            + " OR kind IS NOT NULL AND coalesce(of_seq, seq) BETWEEN $2 AND $3) ORDER BY seq";

    private final Pool pool;
    private final ObjectMapper json;

    JournalRows(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * Inserts what the fence lets through and says how many rows that were. The bare client: this is the one statement that
     * every step of every task waits for.
     */
    Future<Integer> insertFenced(SqlConnection line, List<Append> batch) {
        RowColumns columns =
                new RowColumns(batch.stream().mapToInt(Append::size).sum());
        for (Append append : batch) {
            for (int i = 0; i < append.entries().size(); i++) {
                columns.add(append.entries().get(i), append.bodies().get(i), append.owner());
            }
        }
        return line.preparedQuery(INSERT_FENCED).execute(columns.withOwners()).map(SqlResult::rowCount);
    }

    /** A connection for a writer of its own. */
    JournalLine line() {
        return new JournalLine(pool.getDelegate());
    }

    /** Those of the appends that their very lease has written. */
    Future<Set<Append>> written(List<Append> batch) {
        List<JournalEntry> entries =
                batch.stream().flatMap(append -> append.entries().stream()).toList();
        var keys = io.vertx.sqlclient.Tuple.tuple()
                .addArrayOfUUID(entries.stream().map(JournalEntry::taskId).toArray(UUID[]::new))
                .addArrayOfInteger(entries.stream().map(JournalEntry::seq).toArray(Integer[]::new))
                .addArrayOfLong(entries.stream().map(JournalEntry::epoch).toArray(Long[]::new));
        return pool.getDelegate().preparedQuery(WRITTEN).execute(keys).map(rows -> {
            Set<RowKey> there = new HashSet<>();
            rows.forEach(row -> there.add(new RowKey(row.getUUID(0), row.getInteger(1))));
            return batch.stream()
                    .filter(append -> append.entries().stream().map(RowKey::of).allMatch(there::contains))
                    .collect(Collectors.toSet());
        });
    }

    /** Inserts without a fence, inside a transaction that holds the task's row. */
    public Uni<Void> insert(SqlClient transaction, List<JournalEntry> entries) {
        RowColumns columns = new RowColumns(entries.size());
        entries.forEach(entry -> columns.add(entry, entry.body().toString(), null));
        return transaction
                .preparedQuery(INSERT_FREE)
                .execute(Tuple.newInstance(columns.withoutOwners()))
                .replaceWithVoid();
    }

    /** Everything but tokens, in order: what a worker needs to go on. */
    public Uni<List<JournalEntry>> history(UUID taskId) {
        return read("AND entry <> 'token'", taskId, 0, Integer.MAX_VALUE);
    }

    /** Rows after the given place, in order. */
    public Uni<List<JournalEntry>> after(UUID taskId, int seq, int limit) {
        return read("", taskId, seq, limit);
    }

    /**
     * The rows of the steps between two places, both included, and those that end what was under way: recoveries and the end.
     *
     * @param whole false leaves out what finished calls were given and gave
     */
    public Uni<List<JournalEntry>> steps(UUID taskId, int from, int to, boolean whole) {
        return pool.preparedQuery(STEPS.formatted(whole ? "body" : OUTLINE))
                .execute(Tuple.of(taskId, from, to))
                .map(this::entries);
    }

    /** The tokens of a message already shown, in order. */
    public Uni<List<JournalEntry>> tokens(UUID taskId, int afterSeq) {
        return read("AND entry = 'token'", taskId, afterSeq, Integer.MAX_VALUE);
    }

    /** The highest seq of the task, 0 for none. */
    public Uni<Integer> lastSeq(UUID taskId) {
        return lastSeq(pool, taskId);
    }

    /** As {@link #lastSeq(UUID)}, inside a transaction. */
    public Uni<Integer> lastSeq(SqlClient client, UUID taskId) {
        return client.preparedQuery("SELECT coalesce(max(seq), 0) FROM journal WHERE task_id = $1")
                .execute(Tuple.of(taskId))
                .map(found -> found.iterator().next().getInteger(0));
    }

    private Uni<List<JournalEntry>> read(String which, UUID taskId, int seq, int limit) {
        return pool.preparedQuery(READ.formatted(which))
                .execute(Tuple.of(taskId, seq, limit))
                .map(this::entries);
    }

    /** Rows as entries; for queries that select the eight columns. */
    public List<JournalEntry> entries(RowSet<Row> rows) {
        return rows.stream().map(this::entry).toList();
    }

    private JournalEntry entry(Row row) {
        String kind = row.getString("kind");
        return new JournalEntry(
                row.getUUID("task_id"),
                row.getInteger("seq"),
                row.getInteger("of_seq"),
                EntryType.of(row.getString("entry")),
                kind == null ? null : StepKind.of(kind),
                row.getLong("epoch"),
                row.getOffsetDateTime("at").toInstant(),
                tree(row.getString("body")));
    }

    private JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a journal body is not JSON", broken);
        }
    }
}
