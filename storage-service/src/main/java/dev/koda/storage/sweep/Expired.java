package dev.koda.storage.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

import static java.time.ZoneOffset.UTC;

/** The artifacts a purge may take: expired, or older than asked and not kept for ever. */
@ApplicationScoped
class Expired {
    private static final String CHOSEN = """
             FROM artifact_manifests m
            WHERE m.expires_at <= $1 OR (m.expires_at IS NOT NULL AND m.created_at < $2)""";

    private static final String TOTALS = """
            WITH chosen AS (SELECT m.id, m.sha256, m.size_bytes %s)
            SELECT (SELECT count(*) FROM chosen), (SELECT coalesce(sum(size_bytes), 0)::bigint FROM chosen),
                   count(*), coalesce(sum(o.size_bytes), 0)::bigint
              FROM stored_objects o
             WHERE o.sha256 IN (SELECT sha256 FROM chosen)
               AND NOT EXISTS (SELECT 1 FROM artifact_manifests k
                                WHERE k.sha256 = o.sha256 AND k.id NOT IN (SELECT id FROM chosen))""".formatted(CHOSEN);

    private final Pool pool;

    Expired(Pool pool) {
        this.pool = pool;
    }

    Uni<List<Candidate>> next(Instant now, Instant olderThan, int limit) {
        return pool.preparedQuery(
                        "SELECT m.id, m.sha256, m.size_bytes" + CHOSEN + " ORDER BY m.created_at, m.id LIMIT $3")
                .execute(Tuple.of(now.atOffset(UTC), olderThan.atOffset(UTC), limit))
                .map(rows -> {
                    List<Candidate> candidates = new ArrayList<>(rows.size());
                    rows.forEach(row -> candidates.add(candidate(row)));
                    return candidates;
                });
    }

    /** What a purge would remove. */
    Uni<Totals> totals(Instant now, Instant olderThan) {
        return pool.preparedQuery(TOTALS)
                .execute(Tuple.of(now.atOffset(UTC), olderThan.atOffset(UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Totals(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    private static Candidate candidate(Row row) {
        return new Candidate(row.getUUID(0), row.getString(1), row.getLong(2));
    }

    record Candidate(UUID id, String sha256, long size) {}

    record Totals(long artifacts, long bytesOfArtifacts, long objects, long bytesFreed) {}
}
