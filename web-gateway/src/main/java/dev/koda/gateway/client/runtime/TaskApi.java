package dev.koda.gateway.client.runtime;

import java.util.Map;

import jakarta.ws.rs.GET;
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

/** What the pages ask of the runtime about tasks, as the visitor. */
@Path("/api/runtime")
@RegisterRestClient(configKey = "runtime")
@RegisterProvider(ServiceFailures.class)
@RegisterClientHeaders(VisitorHeaders.class)
public interface TaskApi {
    @GET
    @Path("/tasks")
    Uni<Listing<Task>> tasks(
            @QueryParam("agent_id") String agentId,
            @QueryParam("status") String status,
            @QueryParam("session_id") String sessionId,
            @QueryParam("q") String q,
            @QueryParam("channel") String channel,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);

    @GET
    @Path("/sessions")
    Uni<Listing<ChatSession>> sessions(
            @QueryParam("agent_id") String agentId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);

    @GET
    @Path("/tasks/counts")
    Uni<JsonNode> counts();

    @POST
    @Path("/tasks")
    Uni<Task> submit(Map<String, Object> task);

    @GET
    @Path("/tasks/{id}")
    Uni<Task> task(@PathParam("id") String id);

    @POST
    @Path("/tasks/{id}/cancel")
    Uni<JsonNode> cancel(@PathParam("id") String id, Map<String, Object> reason);

    @POST
    @Path("/tasks/{id}/retry")
    Uni<Task> retry(@PathParam("id") String id);

    @GET
    @Path("/queue")
    Uni<Listing<QueuedAgent>> queue();

    @GET
    @Path("/dlq")
    Uni<Listing<DeadLetter>> deadLetters(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor);

    @POST
    @Path("/dlq/{id}/requeue")
    Uni<JsonNode> requeue(@PathParam("id") String id);

    @GET
    @Path("/approvals")
    Uni<Listing<Approval>> approvals(
            @QueryParam("status") String status,
            @QueryParam("task_id") String taskId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);

    @POST
    @Path("/approvals/{id}")
    Uni<JsonNode> decide(@PathParam("id") String id, Map<String, Object> decision);

    @ClientObjectMapper
    static ObjectMapper json(ObjectMapper shared) {
        return TolerantJson.from(shared);
    }
}
