package dev.koda.auth.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.limit.Limit;
import dev.koda.auth.limit.RateLimits;
import dev.koda.auth.origin.Client;
import dev.koda.platform.outbox.AuditActor;

/** Issues setup codes to the host, not more often than people need them. */
@ApplicationScoped
class CodeIssue {

    private final RateLimits limits;
    private final SetupCodes codes;

    CodeIssue(RateLimits limits, SetupCodes codes) {
        this.limits = limits;
        this.codes = codes;
    }

    Uni<SetupCodes.IssuedCode> issue(AuditActor actor, Client client) {
        return limits.spend(Limit.CODES, client.address()).chain(() -> codes.issue(actor, client));
    }
}
