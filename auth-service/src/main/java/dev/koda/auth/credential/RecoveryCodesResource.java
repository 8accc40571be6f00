package dev.koda.auth.credential;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.auth.recovery.RecoveryCodesView;
import dev.koda.auth.session.CallerSession;
import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.Roles;

/** The recovery codes of whoever is signed in. */
@Path("/api/control-plane/auth/recovery-codes")
class RecoveryCodesResource {

    private final RecoveryCodes codes;
    private final CodeRenewal renewal;
    private final CurrentCaller caller;
    private final CurrentClient client;

    RecoveryCodesResource(RecoveryCodes codes, CodeRenewal renewal, CurrentCaller caller, CurrentClient client) {
        this.codes = codes;
        this.renewal = renewal;
        this.caller = caller;
        this.client = client;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<RecoveryCodesView> count() {
        return codes.view(CallerSession.operator(caller.get()));
    }

    @POST
    @Path("/regenerate")
    @RolesAllowed(Roles.VIEWER)
    public Uni<NewCodes> regenerate() {
        return renewal.renew(caller.get(), client.get());
    }

    /** The new set, shown once. */
    record NewCodes(List<String> recoveryCodes, Instant generatedAt) {
        @Override
        public String toString() {
            return "NewCodes[]";
        }
    }
}
