package dev.koda.auth.origin;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.security.Caller;

/** The audit's word for a caller. */
public final class Actors {

    private Actors() {}

    public static AuditActor of(Caller caller) {
        return switch (caller.kind()) {
            case OPERATOR -> AuditActor.operator(caller.id(), caller.name());
            case SERVICE -> AuditActor.service(caller.name());
            case BREAK_GLASS -> AuditActor.breakGlass();
        };
    }
}
