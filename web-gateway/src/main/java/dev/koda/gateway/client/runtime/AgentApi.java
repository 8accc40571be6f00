package dev.koda.gateway.client.runtime;

import java.util.Map;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailures;
import dev.koda.gateway.client.TolerantJson;
import dev.koda.gateway.client.VisitorHeaders;

/** What the pages ask of the runtime about agents, as the visitor. */
@Path("/api/control-plane")
@RegisterRestClient(configKey = "runtime")
@RegisterProvider(ServiceFailures.class)
@RegisterClientHeaders(VisitorHeaders.class)
public interface AgentApi {
    @GET
    @Path("/agents")
    Uni<Listing<Agent>> agents(
            @QueryParam("status") String status,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);

    @GET
    @Path("/agents/{id}")
    Uni<Agent> agent(@PathParam("id") String id);

    @POST
    @Path("/agents")
    Uni<Agent> create(Map<String, Object> agent);

    @PATCH
    @Path("/agents/{id}")
    Uni<Agent> edit(@PathParam("id") String id, Map<String, Object> draft);

    @POST
    @Path("/agents/{id}/publish")
    Uni<Agent> publish(@PathParam("id") String id);

    @POST
    @Path("/agents/{id}/pause")
    Uni<Agent> pause(@PathParam("id") String id);

    @POST
    @Path("/agents/{id}/activate")
    Uni<Agent> activate(@PathParam("id") String id);

    @POST
    @Path("/agents/{id}/archive")
    Uni<Agent> archive(@PathParam("id") String id);

    @POST
    @Path("/agents/{id}/clone")
    Uni<Agent> copy(@PathParam("id") String id);

    @POST
    @Path("/agents/{id}/rollback")
    Uni<Agent> rollback(@PathParam("id") String id, Map<String, Object> version);

    @GET
    @Path("/agents/{id}/versions")
    Uni<Listing<AgentVersion>> versions(
            @PathParam("id") String id, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor);

    @GET
    @Path("/agents/{id}/versions/{n}")
    Uni<AgentVersion> version(@PathParam("id") String id, @PathParam("n") Integer n);

    @GET
    @Path("/agents/{id}/versions/{n}/diff/{m}")
    Uni<JsonNode> diff(@PathParam("id") String id, @PathParam("n") Integer n, @PathParam("m") Integer m);

    @GET
    @Path("/agents/{id}/secrets")
    Uni<Listing<Secret>> secrets(@PathParam("id") String id);

    @PUT
    @Path("/agents/{id}/secrets/{name}")
    Uni<JsonNode> putSecret(@PathParam("id") String id, @PathParam("name") String name, Map<String, Object> value);

    @DELETE
    @Path("/agents/{id}/secrets/{name}")
    Uni<JsonNode> removeSecret(@PathParam("id") String id, @PathParam("name") String name);

    @GET
    @Path("/agents/{id}/compiled-prompt")
    Uni<JsonNode> compiledPrompt(@PathParam("id") String id);

    @ClientObjectMapper
    static ObjectMapper json(ObjectMapper shared) {
        return TolerantJson.from(shared);
    }
}
