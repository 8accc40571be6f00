package dev.koda.storage.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Gate;

/** The service's own role reads the manifests. */
@HealthGroup("doctor")
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {
    private static final String ID = "storage.database";

    private final Pool pool;

    DatabaseCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(
                ID,
                "run: koda doctor --only storage.postgres",
                pool.query("SELECT current_user, (SELECT id FROM artifact_manifests LIMIT 1)")
                        .execute()
                        .map(rows -> Timed.draft(ID)
                                .gates(Gate.SERVE, Gate.UPDATE)
                                .evidence("role", rows.iterator().next().getString(0))
                                .pass("the service's role reads its tables")));
    }
}
