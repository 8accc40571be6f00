package dev.koda.audit.doctor;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.audit.chain.Verification;
import dev.koda.audit.chain.Verifier;
import dev.koda.platform.doctor.Check;

/** The last thousand records fit the chain. */
@HealthGroup("doctor")
@ApplicationScoped
class ChainCheck implements AsyncHealthCheck {
    private static final String ID = "audit.chain";
    private static final int LAST = 1_000;

    private final Verifier verifier;

    ChainCheck(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Timed.answer(ID, verifier.verifyLast(LAST).map(ChainCheck::check));
    }

    private static Check check(Verification found) {
        var draft = Timed.draft(ID).evidence("records", found.records()).evidence("height", found.to());
        if (found.isIntact()) {
            return draft.pass("the last " + found.records() + " audit records fit the chain");
        }
        return draft.evidence("first_broken", found.firstBroken().id())
                .evidence("position", found.firstBroken().position())
                .evidence("reason", found.firstBroken().reason())
                .fail("the audit chain is broken: a record was changed or removed", "run: koda audit verify");
    }
}
