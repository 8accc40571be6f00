package dev.koda.storage.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;

/** The schema is the one this release was built for. */
@HealthGroup("doctor")
@ApplicationScoped
class MigrationsCheck implements AsyncHealthCheck {
    private static final String ID = "storage.migrations";

    private final Flyway flyway;

    MigrationsCheck(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Flyway speaks JDBC, so it works on a thread that may wait. */
    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.blocking(ID, "run: koda doctor --only storage.postgres", () -> check(flyway.info()));
    }

    private static Check check(MigrationInfoService found) {
        MigrationInfo current = found.current();
        CheckDraft draft = Timed.draft(ID)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("version", current == null ? "none" : String.valueOf(current.getVersion()))
                .evidence("pending", found.pending().length);
        return found.pending().length == 0
                ? draft.pass("all migrations are applied")
                : draft.fail("migrations are waiting", "restart storage-service: it migrates at boot");
    }
}
