package dev.koda.storage.sweep;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.Outbox;

/** Has a purge recorded in the audit trail. */
@ApplicationScoped
class PurgeAudit {
    private final Outbox outbox;

    PurgeAudit(Outbox outbox) {
        this.outbox = outbox;
    }

    @WithTransaction
    Uni<Void> record(PurgeReport report, AuditActor actor) {
        return outbox.record(AuditEntry.of("storage.purged")
                .actor(actor)
                .target("storage", "artifacts")
                .detail("artifacts", report.artifacts())
                .detail("objects", report.objects())
                .detail("bytes_freed", report.bytesFreed())
                .detail("older_than", report.olderThan())
                .detail("complete", report.complete())
                .event("storage"));
    }
}
