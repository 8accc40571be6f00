package dev.koda.audit.ingest;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/** How far the topic has been read, kept beside the rows. */
@ApplicationScoped
class Positions {
    private final Pool pool;

    Positions(Pool pool) {
        this.pool = pool;
    }

    /** Next offset per partition; a partition never read is not in the map. */
    Uni<Map<Integer, Long>> load(String topic) {
        return load(pool, topic);
    }

    /** Moves the positions of an intake, or fails with {@link PositionMoved} where they are not what it started from. */
    Uni<Void> move(SqlClient connection, Intake intake) {
        return load(connection, intake.topic())
                .invoke(stored -> demandUnmoved(intake, stored))
                .chain(() -> store(connection, intake));
    }

    private static void demandUnmoved(Intake intake, Map<Integer, Long> stored) {
        intake.from().forEach((partition, expected) -> {
            if (!expected.equals(stored.getOrDefault(partition, 0L))) {
                throw new PositionMoved(partition);
            }
        });
    }

    private static Uni<Void> store(SqlClient connection, Intake intake) {
        Integer[] partitions = intake.to().keySet().toArray(Integer[]::new);
        Long[] offsets = intake.to().values().toArray(Long[]::new);
        return connection
                .preparedQuery("""
                        INSERT INTO consumer_positions (topic, partition, next_offset)
                        SELECT $1, p, o FROM unnest($2::int[], $3::bigint[]) AS moved(p, o)
                        ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset""")
                .execute(Tuple.of(intake.topic(), partitions, offsets))
                .replaceWithVoid();
    }

    private static Uni<Map<Integer, Long>> load(SqlClient client, String topic) {
        return client.preparedQuery("SELECT partition, next_offset FROM consumer_positions WHERE topic = $1")
                .execute(Tuple.of(topic))
                .map(Positions::map);
    }

    private static Map<Integer, Long> map(RowSet<Row> rows) {
        Map<Integer, Long> positions = new HashMap<>();
        rows.forEach(row -> positions.put(row.getInteger(0), row.getLong(1)));
        return positions;
    }
}
