package dev.koda.provider.doctor;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.settings.ProviderConfig;

/** At least one vendor can be used. */
@HealthGroup("doctor")
@Singleton
class ConnectionsCheck implements AsyncHealthCheck {

    private static final String ID = "provider.connections";

    private final ConnectionRegistry registry;
    private final ProviderConfig config;

    ConnectionsCheck(ConnectionRegistry registry, ProviderConfig config) {
        this.registry = registry;
        this.config = config;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Scope.DOWNSTREAM, Uni.createFrom().item(this::check));
    }

    private Check check() {
        List<Connection> enabled =
                registry.all().stream().filter(Connection::enabled).toList();
        long usable = enabled.stream().filter(Connection::usable).count();
        var draft = Timed.draft(ID, Scope.DOWNSTREAM)
                .evidence("enabled", enabled.size())
                .evidence("usable", usable);
        if (usable > 0) {
            return draft.pass(usable + " of " + enabled.size() + " enabled connections are usable");
        }
        if (!enabled.isEmpty()) {
            return draft.fail("no enabled connection is proven usable", "verify one at /providers");
        }
        return config.rehearsal()
                ? draft.warn("no vendor is connected; only the rehearsal provider answers", "connect one at /providers")
                : draft.fail("no vendor is connected", "connect one at /providers");
    }
}
