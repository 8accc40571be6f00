package dev.koda.gateway.client.storage;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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

/** What the pages ask of storage-service, as the visitor. */
@Path("/api/control-plane")
@RegisterRestClient(configKey = "storage")
@RegisterProvider(ServiceFailures.class)
@RegisterClientHeaders(VisitorHeaders.class)
public interface StorageApi {
    @GET
    @Path("/artifacts")
    Uni<Listing<Artifact>> artifacts(
            @QueryParam("agent_id") String agentId,
            @QueryParam("task_id") String taskId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);

    @GET
    @Path("/artifacts/{id}")
    Uni<Artifact> artifact(@PathParam("id") String id);

    @GET
    @Path("/artifacts/{id}/content")
    Uni<String> content(@PathParam("id") String id, @HeaderParam("Range") String range);

    @DELETE
    @Path("/artifacts/{id}")
    Uni<JsonNode> delete(@PathParam("id") String id);

    @GET
    @Path("/storage/usage")
    Uni<JsonNode> usage();

    @GET
    @Path("/storage/maintenance")
    Uni<JsonNode> maintenance();

    @POST
    @Path("/storage/maintenance/run")
    Uni<JsonNode> runMaintenance();

    @POST
    @Path("/storage/maintenance/stop")
    Uni<JsonNode> stopMaintenance();

    @ClientObjectMapper
    static ObjectMapper json(ObjectMapper shared) {
        return TolerantJson.from(shared);
    }
}
