package dev.koda.runtime.secret;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.resteasy.reactive.ResponseStatus;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.origin.Origins;

/** Secrets of an agent over HTTP: they go in and never come out. */
@Path("/api/control-plane/agents/{id}/secrets")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@RequiresScope("agents:write")
class SecretResource {
    /** An environment variable of the agent's own; names that steer programs or this product are kept from it. */
    static final String NAME = "(?!KODA_|LD_|PATH$|HOME$|IFS$|ENV$|BASH_ENV$|SHELLOPTS$)[A-Z][A-Z0-9_]{0,63}";

    private final AgentSecrets secrets;
    private final Origins origins;
    private final Bridge bridge;

    SecretResource(AgentSecrets secrets, Origins origins, Bridge bridge) {
        this.secrets = secrets;
        this.origins = origins;
        this.bridge = bridge;
    }

    /** The value, once. */
    record NewSecret(@NotBlank @Size(max = 8192) String value) {
        @Override
        public String toString() {
            return "NewSecret";
        }
    }

    /** What is there, without values. */
    record SecretList(List<AgentSecrets.Known> items) {}

    @GET
    public SecretList list(@PathParam("id") UUID id) {
        return new SecretList(bridge.await(() -> secrets.list(id)));
    }

    @PUT
    @Path("/{name}")
    @ResponseStatus(204)
    public void put(
            @PathParam("id") UUID id,
            @PathParam("name") @Pattern(regexp = NAME, message = "must be an environment name of the agent's own")
                    String name,
            @Valid @NotNull NewSecret body) {
        String by = origins.current().name();
        if (!bridge.await(() -> secrets.put(id, name, body.value(), by))) {
            throw Problem.notFound("agent_not_found", "There is no agent " + id + ".");
        }
    }

    @DELETE
    @Path("/{name}")
    @ResponseStatus(204)
    public void delete(@PathParam("id") UUID id, @PathParam("name") String name) {
        if (!bridge.await(() -> secrets.delete(id, name))) {
            throw Problem.notFound("secret_not_found", "The agent has no secret " + name + ".");
        }
    }
}
