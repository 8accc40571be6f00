package dev.koda.provider.doctor;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.circuit.Circuits;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;

/** No circuit of an enabled connection is open. */
@HealthGroup("doctor")
@Singleton
class CircuitsCheck implements AsyncHealthCheck {

    private static final String ID = "provider.circuits";

    private final ConnectionRegistry registry;
    private final Circuits circuits;

    CircuitsCheck(ConnectionRegistry registry, Circuits circuits) {
        this.registry = registry;
        this.circuits = circuits;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Scope.DOWNSTREAM, Uni.createFrom().item(this::check));
    }

    private Check check() {
        List<String> open = registry.all().stream()
                .map(Connection::id)
                .filter(circuits::open)
                .toList();
        var draft = Timed.draft(ID, Scope.DOWNSTREAM).evidence("open", String.join(",", open));
        return open.isEmpty()
                ? draft.pass("no circuit is open")
                : draft.warn(
                        "calls are refused after repeated failures: " + String.join(", ", open),
                        "it closes by itself when the vendor answers again; see /providers/" + open.getFirst());
    }
}
