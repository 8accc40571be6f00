package dev.koda.provider.doctor;

import jakarta.inject.Singleton;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/** The service's schema answers. */
@HealthGroup("doctor")
@Singleton
class DatabaseCheck implements AsyncHealthCheck {

    private static final String ID = "provider.database";

    private final Pool pool;

    DatabaseCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(
                ID,
                Scope.LOCAL,
                pool.query("SELECT revision FROM settings_revision").execute().map(rows -> Timed.draft(ID, Scope.LOCAL)
                        .gates(Gate.SERVE, Gate.UPDATE)
                        .pass("the schema of providers answers")));
    }
}
