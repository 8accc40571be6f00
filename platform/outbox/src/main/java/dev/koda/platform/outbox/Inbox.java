package dev.koda.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Makes a consumer's effect happen once, however often an event is delivered.
 *
 * <p>The memory of the event and the effect commit together: call {@code once} inside the transaction of the effect.
 * The work is not run for an event already taken; that is a success, not a failure. Events are remembered for
 * {@link OutboxConfig#inboxRetention()}.
 */
@ApplicationScoped
public class Inbox {
    private static final String INSERT =
            "INSERT INTO inbox (consumer, ce_id, received_at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING";
    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final Pool pool;
    private final Clock clock;
    private final Duration retention;
    private final RelayMeters meters;

    Inbox(Pool pool, Clock clock, OutboxConfig config, RelayMeters meters) {
        this.pool = pool;
        this.clock = clock;
        this.retention = config.inboxRetention();
        this.meters = meters;
    }

    /** For services with one consumer per event type; inside a Hibernate Reactive transaction. */
    public Uni<Void> once(UUID ceId, Supplier<Uni<Void>> work) {
        return once("", ceId, work);
    }

    /** As {@link #once(UUID, Supplier)}, for one of several consumers of the same event in one service. */
    public Uni<Void> once(String consumer, UUID ceId, Supplier<Uni<Void>> work) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INSERT.formatted("?1", "?2", "?3"))
                        .setParameter(1, consumer)
                        .setParameter(2, ceId)
                        .setParameter(3, clock.instant().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .chain(inserted -> workIfNew(inserted, work));
    }

    /** As {@link #once(UUID, Supplier)} inside the transaction that the caller has open on this connection. */
    public Uni<Void> once(SqlConnection connection, String consumer, UUID ceId, Supplier<Uni<Void>> work) {
        return connection
                .preparedQuery(INSERT.formatted("$1", "$2", "$3"))
                .execute(Tuple.of(consumer, ceId, clock.instant().atOffset(ZoneOffset.UTC)))
                .chain(result -> workIfNew(result.rowCount(), work));
    }

    private Uni<Void> workIfNew(int inserted, Supplier<Uni<Void>> work) {
        if (inserted == 0) {
            meters.duplicate();
            return Uni.createFrom().voidItem();
        }
        return work.get();
    }

    @Scheduled(
            every = "1h",
            delayed = "5m",
            identity = "koda-inbox-retention",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetOld() {
        return pool.preparedQuery(
                        "DELETE FROM inbox WHERE ctid IN (SELECT ctid FROM inbox WHERE received_at < $1 LIMIT $2)")
                .execute(Tuple.of(clock.instant().minus(retention).atOffset(ZoneOffset.UTC), FORGOTTEN_AT_ONCE))
                .chain(result -> result.rowCount() == FORGOTTEN_AT_ONCE
                        ? forgetOld()
                        : Uni.createFrom().voidItem());
    }
}
