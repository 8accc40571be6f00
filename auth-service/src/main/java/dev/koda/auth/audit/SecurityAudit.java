package dev.koda.auth.audit;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.origin.Client;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.outbox.AuditEntry.Outcome;
import dev.koda.platform.outbox.Outbox;

/**
 * Writes what happened to accounts into the audit, within the transaction of the change. Entries name people and places;
 * identifiers that no account has are left out, since people type passwords into the wrong field.
 */
@ApplicationScoped
public class SecurityAudit {

    private final Outbox outbox;

    SecurityAudit(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Begins an entry of {@code type} about {@code actor} at {@code client}. */
    public static AuditEntry entry(String type, AuditActor actor, Client client) {
        return AuditEntry.of(type).actor(actor).client(client.address(), client.userAgent());
    }

    /** As {@link #entry}, for what was refused. */
    public static AuditEntry failure(String type, AuditActor actor, Client client) {
        return entry(type, actor, client).outcome(Outcome.FAILURE);
    }

    /** Records the entry in the current transaction; {@code key} keeps the entries of one aggregate in order. */
    public Uni<Void> record(AuditEntry entry, String key) {
        return outbox.record(entry.event(key));
    }
}
