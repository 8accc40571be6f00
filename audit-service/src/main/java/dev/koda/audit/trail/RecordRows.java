package dev.koda.audit.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import static java.time.ZoneOffset.UTC;

/** Writes records, any number in one statement, inside the caller's transaction. */
@ApplicationScoped
public class RecordRows {
    private static final String CLAIM = """
            INSERT INTO record_ids (id, month) SELECT id, $2 FROM unnest($1::uuid[]) AS given(id)
            ON CONFLICT (id) DO NOTHING RETURNING id""";

    /** One array per column: the statement stays the same for any number of rows, so it is prepared once. */
    private static final String INSERT = """
            INSERT INTO records (position, recorded_at, id, time, type, outcome, source, actor_kind, actor_id,
                actor_name, address, user_agent, target_kind, target_id, trace_id, task_id, details, redacted,
                salt, commitment, prev_hash, hash)
            SELECT position, recorded_at, id, time, type, outcome, source, actor_kind, actor_id,
                actor_name, address, user_agent, target_kind, target_id, trace_id, task_id, details::json,
                redacted::json, salt, commitment, prev_hash, hash
              FROM unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[],
                $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
                $15::text[], $16::text[], $17::text[], $18::text[], $19::bytea[], $20::bytea[], $21::bytea[],
                $22::bytea[])
              AS given(position, recorded_at, id, time, type, outcome, source, actor_kind, actor_id, actor_name,
                address, user_agent, target_kind, target_id, trace_id, task_id, details, redacted, salt, commitment,
                prev_hash, hash)""";

    /** The ids that were not recorded before; they are now, unless the transaction fails. */
    public Uni<Set<UUID>> claimIds(SqlClient connection, Collection<UUID> ids, Instant recordedAt) {
        LocalDate month = recordedAt.atOffset(UTC).toLocalDate().withDayOfMonth(1);
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(ids.toArray(UUID[]::new), month))
                .map(rows -> {
                    Set<UUID> fresh = new HashSet<>();
                    rows.forEach(row -> fresh.add(row.getUUID(0)));
                    return fresh;
                });
    }

    /** Inserts all or none. */
    public Uni<Void> insert(SqlClient connection, List<AuditRecord> records) {
        Tuple columns = Tuple.tuple()
                .addValue(column(records, AuditRecord::position, Long[]::new))
                .addValue(column(records, record -> record.recordedAt().atOffset(UTC), OffsetDateTime[]::new))
                .addValue(column(records, record -> record.entry().id(), UUID[]::new))
                .addValue(column(records, record -> record.entry().time().atOffset(UTC), OffsetDateTime[]::new));
        TEXTS.forEach(text -> columns.addValue(column(records, record -> text.apply(record.entry()), String[]::new)));
        BYTES.forEach(bytes ->
                columns.addValue(column(records, record -> Buffer.buffer(bytes.apply(record.seal())), Buffer[]::new)));
        return connection.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    private static final List<Function<Entry, String>> TEXTS = List.of(
            Entry::type,
            entry -> entry.outcome().word(),
            Entry::source,
            entry -> entry.actor().kind(),
            entry -> entry.actor().id(),
            entry -> entry.actor().name(),
            Entry::address,
            Entry::userAgent,
            entry -> entry.target().kind(),
            entry -> entry.target().id(),
            Entry::traceId,
            Entry::taskId,
            Entry::details,
            entry -> paths(entry.redacted()));

    private static final List<Function<AuditRecord.Seal, byte[]>> BYTES = List.of(
            AuditRecord.Seal::salt, AuditRecord.Seal::commitment, AuditRecord.Seal::prevHash, AuditRecord.Seal::hash);

    private static String paths(List<String> redacted) {
        ArrayNode paths = JsonNodeFactory.instance.arrayNode();
        redacted.forEach(paths::add);
        return paths.toString();
    }

    private static <T> T[] column(List<AuditRecord> records, Function<AuditRecord, T> value, IntFunction<T[]> array) {
        return records.stream().map(value).toArray(array);
    }
}
