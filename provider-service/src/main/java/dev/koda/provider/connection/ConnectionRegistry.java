package dev.koda.provider.connection;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.catalogue.Vendor;

/**
 * The connections in memory, credentials opened, so that a call costs no query. Refreshed at once by changes made
 * here, and within {@code refreshInterval} by changes made elsewhere (the stored revision is polled).
 */
@Singleton
public class ConnectionRegistry {

    private static final Logger LOG = Logger.getLogger(ConnectionRegistry.class);

    /** After the canary of the master key was opened. */
    private static final int AFTER_CANARY = 200;

    private final Connections connections;
    private final ConnectionOpening opening;
    private final Catalogue catalogue;
    private final Connection rehearsal;
    private final List<Consumer<Collection<Connection>>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Connection> known = Map.of();
    private volatile long revision = -1;

    private final RefreshOrder order = new RefreshOrder();

    ConnectionRegistry(Connections connections, ConnectionOpening opening, Catalogue catalogue, Clock clock) {
        this.connections = connections;
        this.opening = opening;
        this.catalogue = catalogue;
        this.rehearsal = rehearsal(catalogue.required("rehearsal"), clock.instant());
    }

    /** The connection of a provider; the rehearsal provider is always connected. */
    public Optional<Connection> find(String providerId) {
        return Optional.ofNullable(rehearsal.id().equals(providerId) ? rehearsal : known.get(providerId));
    }

    /** All connections to vendors, rehearsal left out. */
    public Collection<Connection> all() {
        return known.values();
    }

    /** Revision of what is known; other caches of the same settings compare with it. */
    public long revision() {
        return revision;
    }

    /** Tells a listener after each refresh that found something new; it runs on the refreshing thread, keep it short. */
    public void onChange(Consumer<Collection<Connection>> listener) {
        listeners.add(listener);
    }

    /** Reads everything again, now. */
    public Uni<Void> refresh() {
        return Uni.createFrom().deferred(() -> {
            long turn = order.begin();
            return connections.revision().chain(current -> connections
                    .all()
                    .invoke(rows -> order.apply(turn, () -> take(rows, current)))
                    .replaceWithVoid());
        });
    }

    void start(@Observes @Priority(AFTER_CANARY) StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(this::refresh);
    }

    @Scheduled(
            identity = "connection-refresh",
            every = "${koda.provider.refresh-interval:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refreshWhenChanged() {
        return connections
                .revision()
                .chain(current -> current == revision ? Uni.createFrom().voidItem() : refresh())
                .onFailure()
                .invoke(failure -> LOG.debugf("connections not refreshed: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private void take(List<ConnectionRow> rows, long current) {
        Map<String, Connection> fresh = new LinkedHashMap<>();
        for (ConnectionRow row : rows) {
            catalogue.find(row.providerId()).ifPresent(vendor -> fresh.put(vendor.id(), opening.open(vendor, row)));
        }
        known = Map.copyOf(fresh);
        revision = current;
        listeners.forEach(listener -> listener.accept(known.values()));
    }

    private static Connection rehearsal(Vendor vendor, Instant now) {
        var access = new Connection.Access(URI.create("rehearsal:local"), Optional.empty(), Map.of(), null, null, "");
        List<String> offered = vendor.models().stream().map(Model::id).toList();
        var proven = new LastVerification(Verdict.USABLE, "built_in", null, null, now, offered);
        return new Connection(
                vendor,
                access,
                true,
                true,
                Integer.MAX_VALUE,
                offered, // a script has no model beside its own
                Timeouts.DEFAULT,
                10_000,
                Optional.of(proven),
                null,
                now);
    }
}
