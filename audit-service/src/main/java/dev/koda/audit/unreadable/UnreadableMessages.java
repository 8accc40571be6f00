package dev.koda.audit.unreadable;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import static java.time.ZoneOffset.UTC;

/** Messages that went to the dead-letter topic, kept to be shown. */
@ApplicationScoped
public class UnreadableMessages {
    private static final String COLUMNS =
            "topic, partition, message_offset, received_at, message_key, ce_id, ce_type, reason, excerpt, size_bytes";

    private final Pool pool;

    UnreadableMessages(Pool pool) {
        this.pool = pool;
    }

    /** Keeps them inside the caller's transaction; one kept before is left as it is. */
    public Uni<Void> insert(SqlClient connection, List<Unreadable> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(message -> insert(connection, message))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** Newest first, those received before the given moment or all. */
    Uni<List<Unreadable>> list(OffsetDateTime before, int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM unreadable_messages WHERE received_at < $1"
                        + " ORDER BY received_at DESC, topic, partition, message_offset LIMIT $2")
                .execute(Tuple.of(before, limit))
                .map(rows -> {
                    List<Unreadable> messages = new ArrayList<>(rows.size());
                    rows.forEach(row -> messages.add(message(row)));
                    return messages;
                });
    }

    /** How many were received since then. */
    public Uni<Long> countSince(OffsetDateTime since) {
        return pool.preparedQuery("SELECT count(*) FROM unreadable_messages WHERE received_at >= $1")
                .execute(Tuple.of(since))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Uni<Void> insert(SqlClient connection, Unreadable message) {
        Tuple values = Tuple.tuple()
                .addString(message.topic())
                .addInteger(message.partition())
                .addLong(message.offset())
                .addOffsetDateTime(message.receivedAt().atOffset(UTC))
                .addString(message.key())
                .addString(message.ceId())
                .addString(message.ceType())
                .addString(message.reason())
                .addString(message.excerpt())
                .addInteger(message.sizeBytes());
        return connection
                .preparedQuery("INSERT INTO unreadable_messages (" + COLUMNS
                        + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING")
                .execute(values)
                .replaceWithVoid();
    }

    private static Unreadable message(Row row) {
        return new Unreadable(
                row.getString(0),
                row.getInteger(1),
                row.getLong(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getInteger(9));
    }
}
