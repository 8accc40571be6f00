package dev.koda.provider.circuit;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.jboss.logging.Logger;

import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.platform.outbox.Topic;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.prompt.Finish;

/**
 * The circuits of this replica, one per connection. Opening and closing is audited, published and measured
 * ({@code koda_provider_circuit_open}).
 */
@Singleton
public class Circuits {

    private static final Logger LOG = Logger.getLogger(Circuits.class);

    private final Clock clock;
    private final Pool pool;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Map<String, Guarded> circuits = new ConcurrentHashMap<>();
    private final Map<String, Instant> changedAt = new ConcurrentHashMap<>();

    private record Guarded(int concurrency, Circuit circuit) {}

    Circuits(Clock clock, Pool pool, Outbox outbox, MeterRegistry meters, ConnectionRegistry registry) {
        this.clock = clock;
        this.pool = pool;
        this.outbox = outbox;
        this.meters = meters;
        registry.onChange(this::forgetChanged);
    }

    /** Makes a call through the connection's circuit. */
    public Uni<Finish> call(Connection connection, Supplier<Uni<Finish>> attempt) {
        return of(connection).call(attempt);
    }

    /** Whether the connection's circuit refuses calls now. */
    public boolean open(String providerId) {
        Guarded guarded = circuits.get(providerId);
        return guarded != null && guarded.circuit().open();
    }

    /** The circuit as it stands. */
    public CircuitView view(Connection connection) {
        return of(connection).view();
    }

    /** A changed address, credential or limit begins with a closed circuit: what failed was something else. */
    private void forgetChanged(Collection<Connection> connections) {
        Set<String> connected = connections.stream().map(Connection::id).collect(Collectors.toSet());
        circuits.keySet().retainAll(connected);
        changedAt.keySet().retainAll(connected);
        for (Connection connection : connections) {
            Instant before = changedAt.put(connection.id(), connection.updatedAt());
            if (before != null && !before.equals(connection.updatedAt())) {
                circuits.remove(connection.id());
            }
        }
    }

    private Circuit of(Connection connection) {
        Guarded known = circuits.get(connection.id());
        if (known != null && known.concurrency() == connection.concurrency()) {
            return known.circuit();
        }
        return circuits.compute(
                        connection.id(),
                        (id, before) -> before != null && before.concurrency() == connection.concurrency()
                                ? before
                                : new Guarded(connection.concurrency(), create(id, connection.concurrency())))
                .circuit();
    }

    private Circuit create(String providerId, int concurrency) {
        Gauge.builder("koda_provider_circuit_open", this, circuits -> circuits.open(providerId) ? 1 : 0)
                .tag("provider", providerId)
                .description("1 while the circuit of a connection refuses calls")
                .register(meters);
        return new Circuit(concurrency, clock, (state, circuit) -> changed(providerId, state, circuit));
    }

    private void changed(String providerId, CircuitState state, Circuit circuit) {
        if (state == CircuitState.HALF_OPEN) {
            return; // a call that tries; its outcome is what counts
        }
        CircuitView view = circuit.view();
        LOG.infof(
                "circuit provider=%s state=%s failures=%d calls=%d",
                providerId, state.wire(), view.failures(), view.calls());
        String verb = state == CircuitState.OPEN ? "opened" : "closed";
        List<OutboxEvent> events = List.of(event(providerId, verb, view), audit(providerId, verb, view));
        pool.withTransaction(transaction -> outbox.record(transaction, events))
                .invoke(outbox::wake)
                .subscribe()
                .with(
                        done -> LOG.debug("circuit change told"),
                        failure -> LOG.warnf("circuit change not told: %s", failure));
    }

    private OutboxEvent event(String providerId, String verb, CircuitView view) {
        Instant at = clock.instant();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("provider_id", providerId);
        body.put("failures", view.failures());
        body.put("calls", view.calls());
        body.put("changed_at", at);
        return new OutboxEvent(
                Topic.PROVIDER_CONNECTION, providerId, "dev.koda.provider.circuit." + verb + ".v1", body);
    }

    private static OutboxEvent audit(String providerId, String verb, CircuitView view) {
        return AuditEntry.of("provider.circuit." + verb)
                .target("provider", providerId)
                .detail("failures", view.failures())
                .detail("calls", view.calls())
                .event(providerId);
    }
}
