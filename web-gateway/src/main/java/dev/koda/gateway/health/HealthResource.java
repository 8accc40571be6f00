package dev.koda.gateway.health;

import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Says whether the gateway lives and how the platform stands. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private final Components components;

    HealthResource(Components components) {
        this.components = components;
    }

    /** Liveness: touches nothing. */
    @GET
    @Path("health")
    @PermitAll
    @Operation(summary = "The gateway is alive")
    public Map<String, String> alive() {
        return Map.of("status", "up");
    }

    /** Every part, asked now. */
    @GET
    @Path("api/control-plane/health")
    @PermitAll
    @Operation(summary = "How the platform and each of its parts stand")
    public Uni<PlatformHealth> platform() {
        return components.look();
    }
}
