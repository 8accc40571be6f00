package dev.koda.auth.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.auth.signing.CurrentKeys;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;

/** A signing key opens with the present master key. */
@HealthGroup("doctor")
@ApplicationScoped
class SigningKeyCheck implements AsyncHealthCheck {

    private static final String ID = "auth.signing_key";

    private final CurrentKeys keys;

    SigningKeyCheck(CurrentKeys keys) {
        this.keys = keys;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, Uni.createFrom().item(this::check));
    }

    private Check check() {
        var draft = Timed.draft(ID)
                .gates(Gate.SERVE, Gate.UPDATE)
                .evidence("published", keys.published().size());
        return keys.ready()
                ? draft.evidence("kid", keys.currentId()).pass("a signing key opens and signs")
                : draft.fail(
                        "no signing key opens with CONTROL_PLANE_MASTER_KEY_FILE",
                        "put the master key back that sealed them, or restart auth-service to mint a new key");
    }
}
