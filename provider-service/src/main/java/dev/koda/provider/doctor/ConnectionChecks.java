package dev.koda.provider.doctor;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.HealthRegistry;
import io.smallrye.health.registry.HealthRegistries;

import dev.koda.provider.circuit.Circuits;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.settings.ProviderConfig;

/** Keeps one check a connection in the doctor's group, as connections come and go. */
@Singleton
class ConnectionChecks {

    private static final int AFTER_CONNECTIONS = 300;

    /** A schedule that missed this many rounds has stopped. */
    private static final int ROUNDS = 3;

    private final HealthRegistry doctor = HealthRegistries.getHealthGroupRegistry("doctor");
    private final ConnectionRegistry registry;
    private final ConnectionCheck.Sight sight;
    private final Set<String> shown = new HashSet<>();

    ConnectionChecks(ConnectionRegistry registry, Circuits circuits, ProviderConfig config, Clock clock) {
        this.registry = registry;
        this.sight = new ConnectionCheck.Sight(
                registry, circuits, clock, config.verifyInterval().multipliedBy(ROUNDS));
    }

    void start(@Observes @Priority(AFTER_CONNECTIONS) StartupEvent started) {
        registry.onChange(this::show);
        show(registry.all());
    }

    /** Refreshes may come from two threads at once. */
    private synchronized void show(Collection<Connection> connections) {
        Set<String> connected = connections.stream().map(Connection::id).collect(Collectors.toSet());
        shown.removeIf(id -> {
            boolean gone = !connected.contains(id);
            if (gone) {
                doctor.remove(ConnectionCheck.id(id));
            }
            return gone;
        });
        for (String id : connected) {
            if (shown.add(id)) {
                doctor.register(ConnectionCheck.id(id), new ConnectionCheck(id, sight));
            }
        }
    }
}
