package dev.koda.runtime.doctor;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckHealth;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/** Gives every check a time limit, and words for a database that is away. */
final class Timed {
    private static final Duration LIMIT = Duration.ofMillis(1_900);

    private Timed() {}

    /** The check's answer, or a failed one with the reason when it takes too long or fails. */
    static Uni<HealthCheckResponse> answer(String id, Uni<Check> check) {
        long began = System.nanoTime();
        return check.ifNoItem()
                .after(LIMIT)
                .recoverWithItem(() -> unanswered(id, "no answer within " + LIMIT.toMillis() + " ms"))
                .onFailure()
                .recoverWithItem(failure -> unanswered(id, String.valueOf(failure.getMessage())))
                .map(done -> CheckHealth.response(done.took(Duration.ofNanos(System.nanoTime() - began))));
    }

    private static Check unanswered(String id, String reason) {
        return Check.of(id)
                .scope(Scope.DOWNSTREAM)
                .gates(Gate.UPDATE)
                .evidence("reason", reason)
                .fail("the runtime gets no answer from its database", "run: koda doctor --only storage.postgres");
    }
}
