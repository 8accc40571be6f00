package dev.koda.runtime.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;

/** At least one worker gave a sign of life in the last half minute. */
@HealthGroup("doctor")
@ApplicationScoped
class WorkersCheck implements AsyncHealthCheck {
    private static final String ID = "runtime.workers";

    private final RuntimeFacts facts;

    WorkersCheck(RuntimeFacts facts) {
        this.facts = facts;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, facts.now().map(WorkersCheck::check));
    }

    private static Check check(RuntimeFacts.Facts facts) {
        var draft = Check.of(ID).gates(Gate.SERVE, Gate.UPDATE).evidence("workers", facts.workers());
        return facts.workers() > 0
                ? draft.pass(facts.workers() + " workers seen in the last 30 s")
                : draft.fail("no worker was seen in the last 30 s", "start one: koda up, or scale runtime-worker up");
    }
}
