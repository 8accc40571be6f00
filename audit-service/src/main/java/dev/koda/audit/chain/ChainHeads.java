package dev.koda.audit.chain;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.audit.trail.AuditRecord;

import static java.time.ZoneOffset.UTC;

/** The stored end of the chain. */
@ApplicationScoped
public class ChainHeads {
    private static final String SELECT = "SELECT height, hash, recorded_at FROM chain_head";

    private final Pool pool;
    private final Clock clock;

    ChainHeads(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The head as last committed. */
    public Uni<ChainHead> current() {
        return pool.query(SELECT).execute().map(ChainHeads::head);
    }

    /** The head, locked until the transaction ends. */
    public Uni<ChainHead> lock(SqlClient connection) {
        return connection.query(SELECT + " FOR UPDATE").execute().map(ChainHeads::head);
    }

    /** The head with its time moved to now, unless the clock is behind it: time never goes back along the chain. */
    public ChainHead notBefore(ChainHead head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.isBefore(head.recordedAt()) ? head : new ChainHead(head.height(), head.hash(), now);
    }

    /** Makes this record the head. */
    public Uni<Void> advance(SqlClient connection, AuditRecord last) {
        return connection
                .preparedQuery("UPDATE chain_head SET height = $1, hash = $2, recorded_at = $3")
                .execute(Tuple.of(
                        last.position(),
                        Buffer.buffer(last.seal().hash()),
                        last.recordedAt().atOffset(UTC)))
                .replaceWithVoid();
    }

    private static ChainHead head(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new ChainHead(
                row.getLong(0),
                row.getBuffer(1).getBytes(),
                row.getOffsetDateTime(2).toInstant());
    }
}
