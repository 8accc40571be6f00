package dev.koda.provider.verification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.provider.connection.Verdict;

/** The stored verification results, newest first. */
@Singleton
class Verifications {

    /** Rows deleted in one statement, so that no cleanup holds locks for long. */
    private static final int SLICE = 5_000;

    private final Pool pool;

    Verifications(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> insert(SqlClient client, String providerId, VerificationResult result) {
        return client.preparedQuery("""
                        INSERT INTO verification (id, provider_id, verdict, stage, http_status, cause, raw_error, models,
                            paid, trigger, duration_ms, checked_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""")
                .execute(Tuple.from(new Object[] {
                    result.id(),
                    providerId,
                    result.verdict().wire(),
                    result.stage(),
                    result.httpStatus(),
                    result.cause(),
                    result.rawError(),
                    result.models().toArray(String[]::new),
                    result.paid(),
                    result.trigger(),
                    result.durationMs(),
                    result.checkedAt().atOffset(ZoneOffset.UTC)
                }))
                .replaceWithVoid();
    }

    /** At most {@code limit} results older than the given one; null begins at the newest. */
    Uni<List<VerificationResult>> newest(String providerId, UUID before, int limit) {
        return pool.preparedQuery("""
                        SELECT * FROM verification WHERE provider_id = $1 AND ($2::uuid IS NULL OR id < $2)
                         ORDER BY id DESC LIMIT $3""")
                .execute(Tuple.of(providerId, before, limit))
                .map(rows -> {
                    List<VerificationResult> results = new ArrayList<>(rows.size());
                    rows.forEach(row -> results.add(of(row)));
                    return results;
                });
    }

    /** Deletes a slice of what is older; the number deleted. */
    Uni<Integer> deleteBefore(Instant time) {
        return pool.preparedQuery("""
                        DELETE FROM verification WHERE id IN
                            (SELECT id FROM verification WHERE checked_at < $1 LIMIT $2)""")
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC), SLICE))
                .map(rows -> rows.rowCount());
    }

    private static VerificationResult of(Row row) {
        return new VerificationResult(
                row.getUUID("id"),
                Verdict.of(row.getString("verdict")),
                row.getString("stage"),
                row.getInteger("http_status"),
                row.getString("raw_error"),
                row.getString("cause"),
                row.getOffsetDateTime("checked_at").toInstant(),
                Arrays.asList(row.getArrayOfStrings("models")),
                row.getBoolean("paid"),
                row.getString("trigger"),
                row.getLong("duration_ms"));
    }
}
