package dev.koda.provider.actor;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.outbox.AuditEntry;

/** Who caused a change and from where, taken from the request while it is still there. */
public record Actor(AuditActor who, String address, String userAgent) {

    /** The product itself. */
    public static final Actor SYSTEM = new Actor(AuditActor.system(), null, null);

    /** An audit entry of this actor. */
    public AuditEntry did(String type) {
        return AuditEntry.of(type).actor(who).client(address, userAgent);
    }
}
