package dev.koda.audit.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;

import dev.koda.platform.problem.Problem;

import static java.time.ZoneOffset.UTC;

/** Reads records. A search that takes the database longer than five seconds is ended there and refused. */
@ApplicationScoped
public class AuditRecords {
    private static final String SELECT = "SELECT " + RecordColumns.ALL + " FROM records";
    private static final String LIMIT_TIME = "SET LOCAL statement_timeout = '5s'";
    private static final String CANCELED = "57014";

    /** A loose index scan: as many index probes as there are types, however many records. */
    private static final String TYPES = """
            WITH RECURSIVE found(type) AS (
              (SELECT type FROM records ORDER BY type LIMIT 1)
              UNION ALL
              SELECT (SELECT r.type FROM records r WHERE r.type > found.type ORDER BY r.type LIMIT 1)
                FROM found WHERE found.type IS NOT NULL)
            SELECT type FROM found WHERE type IS NOT NULL""";

    private final Pool pool;

    AuditRecords(Pool pool) {
        this.pool = pool;
    }

    /** Newest first, those behind the given place or all; at most {@code limit}. */
    Uni<List<AuditRecord>> newest(RecordFilter filter, Optional<Place> behind, int limit) {
        Statement statement = new Statement().matching(filter);
        behind.ifPresent(place ->
                statement.and("(time, position) < (%1$s, %2$s)", place.time().atOffset(UTC), place.position()));
        return select(statement.ending("time DESC, position DESC", limit));
    }

    /** In the order of the chain, positions after {@code after} up to {@code upTo}; at most {@code limit}. */
    public Uni<List<AuditRecord>> between(long after, long upTo, RecordFilter filter, int limit) {
        return select(new Statement()
                .and("position > %1$s AND position <= %2$s", after, upTo)
                .matching(filter)
                .ending("position", limit));
    }

    /** The record of that id. */
    Uni<Optional<AuditRecord>> find(UUID id) {
        Statement statement = new Statement();
        statement.add("id = %s", id);
        return select(statement.ending("position", 1))
                .map(records -> records.stream().findFirst());
    }

    /** First and last position recorded in the time given, or empty. */
    public Uni<Optional<Span>> span(Instant from, Instant to) {
        return pool.preparedQuery("SELECT min(position), max(position) FROM records"
                        + " WHERE recorded_at >= $1 AND recorded_at < $2")
                .execute(Tuple.of(from.atOffset(UTC), to.atOffset(UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> row.getLong(0) == null
                        ? Optional.<Span>empty()
                        : Optional.of(new Span(row.getLong(0), row.getLong(1))));
    }

    /** The types there are, in order of their names. */
    Uni<List<String>> types() {
        return pool.query(TYPES).execute().map(rows -> {
            List<String> types = new ArrayList<>(rows.size());
            rows.forEach(row -> types.add(row.getString(0)));
            return types;
        });
    }

    private Uni<List<AuditRecord>> select(Statement statement) {
        return pool.withTransaction(connection -> select(connection, statement))
                .onFailure(AuditRecords::tookTooLong)
                .transform(canceled -> Problem.unavailable(
                        "audit_search_too_wide",
                        "The search took longer than 5 s. Narrow it by type, actor, target or a shorter time.",
                        Duration.ofSeconds(1)));
    }

    private static Uni<List<AuditRecord>> select(SqlConnection connection, Statement statement) {
        return connection
                .query(LIMIT_TIME)
                .execute()
                .chain(() -> connection.preparedQuery(statement.sql(SELECT)).execute(statement.parameters()))
                .map(AuditRecords::records);
    }

    private static boolean tookTooLong(Throwable failure) {
        return failure instanceof PgException refusal && CANCELED.equals(refusal.getSqlState());
    }

    private static List<AuditRecord> records(RowSet<Row> rows) {
        List<AuditRecord> records = new ArrayList<>(rows.size());
        rows.forEach(row -> records.add(RecordColumns.record(row)));
        return records;
    }

    /** Where a page of a list ended. */
    record Place(Instant time, long position) {}

    /** A stretch of the chain, both ends included. */
    public record Span(long first, long last) {}
}
