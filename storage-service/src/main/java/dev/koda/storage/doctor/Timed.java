package dev.koda.storage.doctor;

import java.time.Duration;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.CheckHealth;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/** What the checks of this service have in common: their scope, a time limit, and words for one without an answer. */
final class Timed {
    private static final Duration LIMIT = Duration.ofMillis(1_950);

    private Timed() {}

    static CheckDraft draft(String id) {
        return Check.of(id).scope(Scope.DOWNSTREAM);
    }

    /** A check that blocks, run on a worker. */
    static Uni<HealthCheckResponse> blocking(String id, String hint, Supplier<Check> check) {
        return answer(id, hint, Uni.createFrom().item(check).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /** The check's answer, or a failed one with the reason when it takes too long or fails. */
    static Uni<HealthCheckResponse> answer(String id, String hint, Uni<Check> check) {
        long began = System.nanoTime();
        return check.ifNoItem()
                .after(LIMIT)
                .recoverWithItem(() -> unanswered(id, "no answer within " + LIMIT.toMillis() + " ms", hint))
                .onFailure()
                .recoverWithItem(failure -> unanswered(id, String.valueOf(failure.getMessage()), hint))
                .map(done -> CheckHealth.response(done.took(Duration.ofNanos(System.nanoTime() - began))));
    }

    private static Check unanswered(String id, String reason, String hint) {
        return draft(id)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("reason", reason)
                .fail("no answer: " + reason, hint);
    }
}
