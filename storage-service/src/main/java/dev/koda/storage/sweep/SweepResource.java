package dev.koda.storage.sweep;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.RunOnVirtualThread;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Checks what is stored and drops what is over. */
@Path("/api/control-plane/storage")
@RequiresScope("storage:write")
public class SweepResource {
    private final StoreAudit audit;
    private final PurgeService purges;
    private final CurrentCaller caller;

    SweepResource(StoreAudit audit, PurgeService purges, CurrentCaller caller) {
        this.audit = audit;
        this.purges = purges;
        this.caller = caller;
    }

    /** Compares manifests and objects and reads a sample back; changes nothing. */
    @POST
    @Path("/audit")
    @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
    @RunOnVirtualThread
    public AuditReport audit() {
        return audit.run();
    }

    /** Drops expired artifacts, and with {@code older_than} those made before; {@code dry_run} only counts. */
    @POST
    @Path("/purge")
    @RolesAllowed({Roles.ADMIN, Roles.SERVICE})
    @RunOnVirtualThread
    public PurgeReport purge(PurgeRequest request) {
        return purges.purge(Optional.ofNullable(request).orElse(new PurgeRequest(null, null)), actor(caller.get()));
    }

    private static AuditActor actor(Caller current) {
        return switch (current.kind()) {
            case OPERATOR -> AuditActor.operator(current.id(), current.name());
            case SERVICE -> AuditActor.service(current.name());
            case BREAK_GLASS -> AuditActor.breakGlass();
        };
    }
}
