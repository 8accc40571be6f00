package dev.koda.platform.outbox;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Records events in the transaction of the change that caused them; the {@link Relay} publishes them after the commit.
 *
 * <p>Recording never touches Kafka. A rolled-back transaction takes its events with it. Delivery is at least once and
 * in order per topic and key. Both {@code record} methods announce the coming commit to the relay, which then looks
 * several times within the next tenth of a second; {@link #wake()} after the commit makes it look at once.
 */
@ApplicationScoped
public class Outbox {
    private final OutboxRows rows;
    private final Relay relay;

    Outbox(OutboxRows rows, Relay relay) {
        this.rows = rows;
        this.relay = relay;
    }

    /** Records inside the current Hibernate Reactive transaction; fails where there is none. */
    public Uni<Void> record(OutboxEvent... events) {
        return record(List.of(events));
    }

    /** As {@link #record(OutboxEvent...)}; an empty list does nothing. */
    public Uni<Void> record(List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String json = rows.json(events);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OutboxRows.INSERT.formatted("?1"))
                        .setParameter(1, json)
                        .executeUpdate())
                .invoke(relay::expect)
                .replaceWithVoid();
    }

    /** Records inside the transaction that the caller has open on this connection. */
    public Uni<Void> record(SqlConnection connection, List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(OutboxRows.INSERT.formatted("$1"))
                .execute(Tuple.of(rows.json(events)))
                .invoke(relay::expect)
                .replaceWithVoid();
    }

    /**
     * The INSERT of events as a part of a statement of the caller's own, so that a change and its events are one round trip
     * and one transaction. {@code parameter}, such as {@code $3}, carries what {@link #rows} gives; a WHERE may follow.
     */
    public static String insert(String parameter) {
        return OutboxRows.INSERT.formatted(parameter);
    }

    /** The parameter for {@link #insert}; the statement is to follow at once, for the relay is told of its commit. */
    public String rows(OutboxEvent... events) {
        relay.expect();
        return rows.json(List.of(events));
    }

    /** Makes the relay look now; call it after the commit where milliseconds count. Cheap, safe from any thread. */
    public void wake() {
        relay.wake();
    }
}
