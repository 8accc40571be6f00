package dev.koda.auth.doctor;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.CheckHealth;

/** Gives every check the same end: within two seconds, and never by an exception. */
final class Timed {

    /** The doctor waits two seconds for a service; a check that needs longer says so itself. */
    private static final Duration LIMIT = Duration.ofMillis(1_800);

    private Timed() {}

    static CheckDraft draft(String id) {
        return Check.of(id);
    }

    static Uni<HealthCheckResponse> answer(String id, Uni<Check> check) {
        long begin = System.nanoTime();
        return check.ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> draft(id)
                        .evidence("cause", failure.getClass().getSimpleName())
                        .fail("the check itself did not come to an end", "see the log: koda logs auth"))
                .map(done -> done.took(Duration.ofNanos(System.nanoTime() - begin)))
                .map(CheckHealth::response);
    }
}
