package dev.koda.auth.doctor;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;

/** The schema is the one this release was built for. */
@HealthGroup("doctor")
@ApplicationScoped
class MigrationsCheck implements AsyncHealthCheck {

    private static final String ID = "auth.migrations";

    private final Flyway flyway;

    MigrationsCheck(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Flyway speaks JDBC, so it works on a thread that may wait. */
    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(
                ID,
                Uni.createFrom()
                        .item(flyway::info)
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .map(MigrationsCheck::check));
    }

    private static Check check(MigrationInfoService found) {
        MigrationInfo current = found.current();
        var draft = Timed.draft(ID)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("version", current == null ? "none" : String.valueOf(current.getVersion()))
                .evidence("pending", found.pending().length)
                .took(Duration.ZERO);
        return found.pending().length == 0
                ? draft.pass("all migrations are applied")
                : draft.fail("migrations are waiting", "restart auth-service: it migrates at boot");
    }
}
