package dev.koda.runtime.doctor;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Scope;

/** A real task gets through all the rooms. */
@HealthGroup("doctor")
@ApplicationScoped
class CanaryCheck implements AsyncHealthCheck {
    private static final String ID = "runtime.canary";
    /** A little less than the check's own limit, so that slowness is told from silence. */
    private static final Duration WAIT = Duration.ofMillis(1_700);

    private final Canary canary;

    CanaryCheck(Canary canary) {
        this.canary = canary;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(
                ID,
                canary.sing()
                        .map(CanaryCheck::check)
                        .onFailure()
                        .recoverWithItem(failure -> draft().fail(
                                        "the canary task could not be run: " + reason(failure),
                                        "look at the other runtime checks and at koda logs runtime"))
                        .ifNoItem()
                        .after(WAIT)
                        .recoverWithItem(() ->
                                draft().warn("the canary task is still under way", "ask again in a few seconds")));
    }

    /** A time-out carries no words of its own. */
    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return cause instanceof TimeoutException || cause.getMessage() == null
                ? "it was not done in time"
                : cause.getMessage();
    }

    private static Check check(Canary.Song song) {
        CheckDraft draft = draft().evidence("task_id", song.task())
                .evidence("took_ms", song.took().toMillis());
        return song.fault()
                .map(fault -> draft.fail(
                        "the canary task did not get through: " + fault, "look at its trace: koda task " + song.task()))
                .orElseGet(() -> draft.pass("a task went through queue, worker, model, tool, artifact and trace in "
                        + song.took().toMillis() + " ms"));
    }

    private static CheckDraft draft() {
        return Check.of(ID).scope(Scope.DOWNSTREAM).gates(Gate.UPDATE);
    }
}
