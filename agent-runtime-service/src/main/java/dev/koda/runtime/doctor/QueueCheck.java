package dev.koda.runtime.doctor;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;

/** No queued task waits for long. */
@HealthGroup("doctor")
@ApplicationScoped
class QueueCheck implements AsyncHealthCheck {
    private static final String ID = "runtime.queue";
    /** A busy hour may take this long; beyond it, workers are too few or stuck. */
    private static final Duration LONG_WAIT = Duration.ofMinutes(2);

    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    private final RuntimeFacts facts;

    QueueCheck(RuntimeFacts facts) {
        this.facts = facts;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, facts.now().map(QueueCheck::check));
    }

    private static Check check(RuntimeFacts.Facts facts) {
        Duration wait = facts.oldestWait().orElse(Duration.ZERO);
        var draft = Check.of(ID)
                .gates(Gate.UPDATE)
                .evidence("queued", facts.queued())
                .evidence("oldest_s", wait.toSeconds());
        String said = facts.queued() + " tasks queued, the oldest for " + wait.toSeconds() + " s";
        if (wait.compareTo(TOO_LONG) > 0) {
            return draft.fail(said, "add workers, or look for what they are stuck on: GET /api/runtime/queue");
        }
        return wait.compareTo(LONG_WAIT) > 0
                ? draft.warn(said, "add workers, or raise KODA_WORKER_SLOTS")
                : draft.pass(said);
    }
}
