package dev.koda.runtime.origin;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.outbox.AuditEntry;
import dev.koda.platform.security.Caller;

/**
 * Who caused a change and where from, carried along as a value so that work beyond the request can name it.
 *
 * @param address of the client; null for what the product does by itself
 */
public record Origin(AuditActor actor, String address, String userAgent) {

    /** The product itself. */
    public static final Origin SYSTEM = new Origin(AuditActor.system(), null, null);

    static Origin of(Caller caller, String address, String userAgent) {
        AuditActor actor =
                switch (caller.kind()) {
                    case OPERATOR -> AuditActor.operator(caller.id(), caller.name());
                    case SERVICE -> AuditActor.service(caller.id().replace("service:", ""));
                    case BREAK_GLASS -> AuditActor.breakGlass();
                };
        return new Origin(actor, address, userAgent);
    }

    /** An audit entry of this type in this name. */
    public AuditEntry audit(String type) {
        return AuditEntry.of(type).actor(actor).client(address, userAgent);
    }

    public String id() {
        return actor.id() == null ? "system" : actor.id();
    }

    public String name() {
        return actor.name() == null ? id() : actor.name();
    }
}
