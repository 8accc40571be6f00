package dev.koda.audit.chain;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.audit.trail.RecordFilter;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** Proves that the trail is as it was written. */
@Path("/api/control-plane/audit/verify")
public class VerifyResource {
    private final Verifier verifier;

    VerifyResource(Verifier verifier) {
        this.verifier = verifier;
    }

    /** Checks every record of the time given, all by default: changed, removed or reordered ones are found and named. */
    @GET
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("audit:read")
    public Uni<Verification> verify(@RestQuery String from, @RestQuery String to) {
        RecordFilter period = RecordFilter.of(null, null, null, null, from, to, null);
        return verifier.verify(period.from(), period.to());
    }
}
