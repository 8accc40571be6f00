package dev.koda.runtime.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;

/** Tasks are accepted: the database answers with the service's own tables. */
@HealthGroup("doctor")
@ApplicationScoped
class ReadyCheck implements AsyncHealthCheck {
    private static final String ID = "runtime.ready";

    private final RuntimeFacts facts;

    ReadyCheck(RuntimeFacts facts) {
        this.facts = facts;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, facts.writable().map(yes -> Check.of(ID)
                .gates(Gate.SERVE, Gate.UPDATE)
                .pass("tasks are accepted")));
    }
}
