package dev.koda.provider.connection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The stored connections. Reads take any client; writes take the connection of the caller's transaction. */
@Singleton
class Connections {

    /** A changed credential ($19 false: nothing verified yet) forgets what was found about the old one. */
    static final String UPSERT = """
            INSERT INTO provider_connection AS c (provider_id, sealed_credential, sealed_headers, key_hint, base_url,
                organization, project, enabled, excluded, priority, models, connect_ms, first_token_ms, idle_ms,
                total_ms, concurrency, verify_attempt_at, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)
            ON CONFLICT (provider_id) DO UPDATE SET
                sealed_credential = $2, sealed_headers = $3, key_hint = $4, base_url = $5, organization = $6,
                project = $7, enabled = $8, excluded = $9, priority = $10, models = $11, connect_ms = $12,
                first_token_ms = $13, idle_ms = $14, total_ms = $15, concurrency = $16, verify_attempt_at = $17,
                updated_at = $18,
                verdict = CASE WHEN $19 THEN c.verdict END,
                verified_at = CASE WHEN $19 THEN c.verified_at END,
                verified_models = CASE WHEN $19 THEN c.verified_models ELSE '{}' END""";

    private static final String RAISE = "UPDATE settings_revision SET revision = revision + 1";

    private final Pool pool;

    Connections(Pool pool) {
        this.pool = pool;
    }

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    Uni<Long> revision() {
        return pool.query("SELECT revision FROM settings_revision")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    Uni<List<ConnectionRow>> all() {
        return pool.query("SELECT * FROM provider_connection ORDER BY provider_id")
                .execute()
                .map(Connections::toList);
    }

    /** The row, locked until the transaction ends. */
    Uni<Optional<ConnectionRow>> lock(SqlClient client, String providerId) {
        return client.preparedQuery("SELECT * FROM provider_connection WHERE provider_id = $1 FOR UPDATE")
                .execute(Tuple.of(providerId))
                .map(rows -> toList(rows).stream().findFirst());
    }

    Uni<Void> save(SqlClient client, ConnectionRow row) {
        return client.preparedQuery(UPSERT).execute(row.tuple()).chain(() -> raise(client));
    }

    Uni<Boolean> delete(SqlClient client, String providerId) {
        return client.preparedQuery("DELETE FROM provider_connection WHERE provider_id = $1")
                .execute(Tuple.of(providerId))
                .map(RowSet::rowCount)
                .call(() -> raise(client))
                .map(count -> count > 0);
    }

    /** Takes the right to verify, unless another verification began after {@code notSince}. */
    Uni<Boolean> beginVerification(String providerId, Instant now, Instant notSince) {
        return pool.preparedQuery("""
                        UPDATE provider_connection SET verify_attempt_at = $2
                         WHERE provider_id = $1 AND (verify_attempt_at IS NULL OR verify_attempt_at <= $3)""")
                .execute(Tuple.of(providerId, now.atOffset(ZoneOffset.UTC), notSince.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1)
                .call(taken -> taken ? raise(pool) : Uni.createFrom().voidItem());
    }

    Uni<Void> saveVerification(SqlClient client, String providerId, LastVerification last) {
        return client.preparedQuery("""
                        UPDATE provider_connection SET verdict = $2, verify_stage = $3, verify_status = $4,
                            verify_cause = $5, verified_at = $6, verified_models = $7 WHERE provider_id = $1""")
                .execute(Tuple.from(new Object[] {
                    providerId,
                    last.verdict().wire(),
                    last.stage(),
                    last.httpStatus(),
                    last.cause(),
                    last.checkedAt().atOffset(ZoneOffset.UTC),
                    last.models().toArray(String[]::new)
                }))
                .chain(() -> raise(client));
    }

    Uni<Void> raise(SqlClient client) {
        return client.query(RAISE).execute().replaceWithVoid();
    }

    private static List<ConnectionRow> toList(RowSet<Row> rows) {
        List<ConnectionRow> list = new ArrayList<>(rows.size());
        for (RowIterator<Row> row = rows.iterator(); row.hasNext(); ) {
            list.add(ConnectionRow.of(row.next()));
        }
        return list;
    }
}
