package dev.koda.runtime.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;

/** No task was given up without somebody having looked at it. */
@HealthGroup("doctor")
@ApplicationScoped
class DeadLetterCheck implements AsyncHealthCheck {
    private static final String ID = "runtime.dlq";

    private final RuntimeFacts facts;

    DeadLetterCheck(RuntimeFacts facts) {
        this.facts = facts;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, facts.now().map(DeadLetterCheck::check));
    }

    private static Check check(RuntimeFacts.Facts facts) {
        var draft = Check.of(ID).evidence("dead_letters", facts.deadLetters());
        return facts.deadLetters() == 0
                ? draft.pass("no task was given up")
                : draft.warn(
                        facts.deadLetters() + " tasks were given up",
                        "look at GET /api/runtime/dlq and requeue them, or see the dashboard under Dead letters");
    }
}
