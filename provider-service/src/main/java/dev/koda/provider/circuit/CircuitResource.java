package dev.koda.provider.circuit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Roles;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.settings.ProviderConfig;

/** Circuits over HTTP. */
@Path("/api/control-plane/providers/{id}/circuit")
class CircuitResource {

    private final Circuits circuits;
    private final ConnectionRegistry registry;
    private final ProviderConfig config;

    CircuitResource(Circuits circuits, ConnectionRegistry registry, ProviderConfig config) {
        this.circuits = circuits;
        this.registry = registry;
        this.config = config;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public CircuitView get(@PathParam("id") String id) {
        return circuits.view(registry.find(id)
                .filter(connection -> config.rehearsal() || !connection.rehearsal())
                .orElseThrow(
                        () -> Problem.notFound("provider_not_connected", "Provider '" + id + "' is not connected.")));
    }
}
