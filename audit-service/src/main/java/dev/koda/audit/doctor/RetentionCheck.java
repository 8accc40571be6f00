package dev.koda.audit.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.audit.AuditConfig;
import dev.koda.platform.boot.EnvironmentConfig;
import dev.koda.platform.doctor.Check;

/** Records are kept for at least 90 days in production. */
@HealthGroup("doctor")
@ApplicationScoped
class RetentionCheck implements AsyncHealthCheck {
    private static final String ID = "audit.retention";
    private static final int LEAST_DAYS = 90;

    private final AuditConfig config;
    private final EnvironmentConfig environment;

    RetentionCheck(AuditConfig config, EnvironmentConfig environment) {
        this.config = config;
        this.environment = environment;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Uni.createFrom().item(this::check));
    }

    private Check check() {
        var draft = Timed.draft(ID).evidence("retention_days", config.retentionDays());
        if (environment.production() && config.retentionDays() < LEAST_DAYS) {
            return draft.warn(
                    "audit records are kept for less than " + LEAST_DAYS + " days in production",
                    "set AUDIT_RETENTION_DAYS to " + LEAST_DAYS + " or more");
        }
        return draft.pass("audit records are kept for " + config.retentionDays() + " days");
    }
}
