package dev.koda.storage.doctor;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.Gate;
import dev.koda.storage.object.RoundTrip;

/** An object can be written, read and removed. */
@HealthGroup("doctor")
@ApplicationScoped
class RoundTripCheck implements AsyncHealthCheck {
    private static final String ID = "storage.object_roundtrip";
    private static final String HINT =
            "see the error: a full disk, read-only keys or a store that is away; then run: koda doctor --only storage.bucket";

    private final RoundTrip roundTrip;

    RoundTripCheck(RoundTrip roundTrip) {
        this.roundTrip = roundTrip;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.blocking(ID, HINT, this::check);
    }

    private Check check() {
        Optional<String> failure = roundTrip.failure();
        CheckDraft draft = Timed.draft(ID).gates(Gate.SERVE, Gate.UPDATE);
        return failure.map(error -> draft.evidence("error", error).fail("a probe object failed: " + error, HINT))
                .orElseGet(() -> draft.pass("a probe object was written, read and removed"));
    }
}
