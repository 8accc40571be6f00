package dev.koda.provider.doctor;

import java.time.Clock;
import java.time.Duration;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Scope;
import dev.koda.provider.circuit.CircuitState;
import dev.koda.provider.circuit.CircuitView;
import dev.koda.provider.circuit.Circuits;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.connection.LastVerification;

/** One connection: its last verdict with cause and age, and its circuit. */
final class ConnectionCheck implements AsyncHealthCheck {

    private final String providerId;
    private final Sight sight;

    /** What a connection is looked at with; {@code old} is the age beyond which a verdict says nothing any more. */
    record Sight(ConnectionRegistry registry, Circuits circuits, Clock clock, Duration old) {}

    ConnectionCheck(String providerId, Sight sight) {
        this.providerId = providerId;
        this.sight = sight;
    }

    static String id(String providerId) {
        return "provider." + providerId;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(id(providerId), Scope.DOWNSTREAM, Uni.createFrom().item(this::check));
    }

    private Check check() {
        CheckDraft draft = Timed.draft(id(providerId), Scope.DOWNSTREAM);
        return sight.registry()
                .find(providerId)
                .map(connection -> check(connection, draft))
                .orElseGet(() -> draft.skip("not connected any more"));
    }

    private Check check(Connection connection, CheckDraft draft) {
        CircuitView circuit = sight.circuits().view(connection);
        draft.evidence("status", connection.status())
                .evidence("circuit", circuit.state().wire());
        if (!connection.enabled()) {
            return draft.skip("disabled");
        }
        return connection
                .verification()
                .map(last -> check(connection, last, circuit, draft))
                .orElseGet(() -> draft.warn("never verified, so it takes over from nobody", "verify it at " + page()));
    }

    private Check check(Connection connection, LastVerification last, CircuitView circuit, CheckDraft draft) {
        Duration age = Duration.between(last.checkedAt(), sight.clock().instant());
        draft.evidence("verdict", last.verdict().wire())
                .evidence("stage", last.stage())
                .evidence("cause", last.cause())
                .evidence("http_status", last.httpStatus())
                .evidence("age_s", age.toSeconds());
        String why = last.cause() == null ? "" : ": " + last.cause();
        if (connection.unusable()) {
            return draft.fail("not usable" + why, "read what the vendor said at " + page());
        }
        if (circuit.state() == CircuitState.OPEN) {
            return draft.warn(
                    "calls are refused after repeated failures",
                    "it tries again by itself at " + circuit.halfOpenAt() + "; see " + page());
        }
        return connection.usable()
                ? proven(age, why, draft)
                : draft.warn("not proven usable" + why, "verify it with a paid probe at " + page());
    }

    private Check proven(Duration age, String why, CheckDraft draft) {
        if (!why.isEmpty()) {
            return draft.warn(
                    "proven, but its last check failed" + why, "it is checked again by itself; see " + page());
        }
        return age.compareTo(sight.old()) > 0
                ? draft.warn("not verified lately", "verify it at " + page())
                : draft.pass("verified usable " + age.toSeconds() + " s ago");
    }

    private String page() {
        return "/providers/" + providerId;
    }
}
