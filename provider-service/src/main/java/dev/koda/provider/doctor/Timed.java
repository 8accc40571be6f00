package dev.koda.provider.doctor;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.CheckHealth;
import dev.koda.platform.doctor.Scope;

/** Bounds a check in time; one that takes too long or breaks is red and says so. */
final class Timed {

    private static final Duration LIMIT = Duration.ofMillis(1_800);

    private Timed() {}

    static Uni<HealthCheckResponse> answer(String id, Scope scope, Uni<Check> check) {
        return check.ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> draft(id, scope)
                        .evidence("failure", failure.getClass().getSimpleName())
                        .fail("could not be checked", "look at: koda logs provider"))
                .map(CheckHealth::response);
    }

    static CheckDraft draft(String id, Scope scope) {
        return Check.of(id).scope(scope);
    }
}
