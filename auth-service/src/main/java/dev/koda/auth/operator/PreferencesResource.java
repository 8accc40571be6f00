package dev.koda.auth.operator;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;

/** How an operator likes the dashboard: time zone, theme, hidden cards, keys. Koda stores it and looks no closer. */
@Path("/api/control-plane/operators/me/preferences")
class PreferencesResource {

    private final PreferenceService preferences;
    private final CurrentCaller caller;

    PreferencesResource(PreferenceService preferences, CurrentCaller caller) {
        this.preferences = preferences;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<ObjectNode> read() {
        return preferences.read(caller.get());
    }

    @PUT
    @RolesAllowed(Roles.VIEWER)
    @RequiresScope("admin")
    public Uni<ObjectNode> write(@NotNull ObjectNode body) {
        return preferences.write(caller.get(), body);
    }
}
