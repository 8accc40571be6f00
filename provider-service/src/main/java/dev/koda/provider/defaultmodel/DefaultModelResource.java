package dev.koda.provider.defaultmodel;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.provider.actor.CurrentActor;
import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.settings.ProviderConfig;

/** The default model over HTTP. */
@Path("/api/control-plane/providers/default")
class DefaultModelResource {

    private final DefaultModels defaults;
    private final Catalogue catalogue;
    private final ConnectionRegistry registry;
    private final ProviderConfig config;
    private final CurrentActor actor;

    DefaultModelResource(
            DefaultModels defaults,
            Catalogue catalogue,
            ConnectionRegistry registry,
            ProviderConfig config,
            CurrentActor actor) {
        this.defaults = defaults;
        this.catalogue = catalogue;
        this.registry = registry;
        this.config = config;
        this.actor = actor;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<DefaultModel> get() {
        return defaults.find()
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("provider_default_missing", "No default model is set.")));
    }

    @PUT
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("providers:write")
    public Uni<DefaultModel> set(@Valid @NotNull DefaultModel body) {
        boolean hidden =
                "rehearsal".equals(catalogue.required(body.providerId()).kind()) && !config.rehearsal();
        Connection connection = registry.find(body.providerId())
                .filter(found -> !hidden)
                .orElseThrow(() -> Problem.conflict(
                        "provider_not_connected",
                        "Provider '" + body.providerId()
                                + "' is not connected; connect it before making it the default."));
        if (!connection.allows(body.model())) {
            throw Problem.conflict(
                            "model_not_allowed",
                            "Provider '" + body.providerId() + "' may be used with "
                                    + String.join(", ", connection.models()) + " only.")
                    .violation("model", "model_not_allowed", "must be one of the models allowed");
        }
        return defaults.set(body, actor.get());
    }

    @DELETE
    @RolesAllowed(Roles.ADMIN)
    @RequiresScope("providers:write")
    public Uni<Void> clear() {
        return defaults.clear(actor.get());
    }
}
