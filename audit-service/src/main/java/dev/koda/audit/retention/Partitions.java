package dev.koda.audit.retention;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The monthly partitions, through the two functions that run with the owner's rights. */
@ApplicationScoped
class Partitions {
    private final Pool pool;

    Partitions(Pool pool) {
        this.pool = pool;
    }

    /** Makes those from this month on that are missing; how many were. */
    Uni<Integer> ensure(OffsetDateTime now, int monthsAhead) {
        return pool.preparedQuery("SELECT ensure_partitions($1, $2)")
                .execute(Tuple.of(now, monthsAhead))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** Drops those that ended more than so many days ago; their names. */
    Uni<List<String>> dropExpired(int keepDays) {
        return pool.preparedQuery("SELECT drop_expired($1)")
                .execute(Tuple.of(keepDays))
                .map(rows -> {
                    List<String> dropped = new ArrayList<>();
                    rows.forEach(row -> dropped.add(row.getString(0)));
                    return dropped;
                });
    }
}
