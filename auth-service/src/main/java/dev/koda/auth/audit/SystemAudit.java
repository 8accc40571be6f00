package dev.koda.auth.audit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.Outbox;

/** Writes down what the service itself did, in a transaction of its own. */
@ApplicationScoped
public class SystemAudit {

    private final Outbox outbox;

    SystemAudit(Outbox outbox) {
        this.outbox = outbox;
    }

    @WithTransaction
    public Uni<Void> record(AuditEntry entry) {
        return outbox.record(entry.event("auth-service"));
    }
}
