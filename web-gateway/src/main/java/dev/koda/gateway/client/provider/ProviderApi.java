package dev.koda.gateway.client.provider;

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

/** What the pages ask of provider-service, as the visitor. */
@Path("/api/control-plane")
@RegisterRestClient(configKey = "provider")
@RegisterProvider(ServiceFailures.class)
@RegisterClientHeaders(VisitorHeaders.class)
public interface ProviderApi {
    @GET
    @Path("/providers/{id}")
    Uni<Provider> provider(@PathParam("id") String id);

    @GET
    @Path("/providers")
    Uni<Listing<Provider>> providers();

    @PATCH
    @Path("/providers/{id}/connection")
    Uni<JsonNode> change(@PathParam("id") String id, Map<String, Object> connection);

    @PUT
    @Path("/providers/{id}/connection")
    Uni<JsonNode> connect(@PathParam("id") String id, Map<String, Object> connection);

    @DELETE
    @Path("/providers/{id}/connection")
    Uni<JsonNode> disconnect(@PathParam("id") String id);

    @POST
    @Path("/providers/{id}/connection/verify")
    Uni<Verification> verify(@PathParam("id") String id, @QueryParam("probe") Boolean probe);

    @GET
    @Path("/providers/{id}/verifications")
    Uni<Listing<Verification>> verifications(
            @PathParam("id") String id, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor);

    @GET
    @Path("/providers/{id}/circuit")
    Uni<Circuit> circuit(@PathParam("id") String id);

    @GET
    @Path("/providers/default")
    Uni<DefaultModel> defaultModel();

    @PUT
    @Path("/providers/default")
    Uni<JsonNode> setDefault(Map<String, Object> model);

    @DELETE
    @Path("/providers/default")
    Uni<JsonNode> clearDefault();

    @GET
    @Path("/costs")
    Uni<Listing<Cost>> costs(@QueryParam("by") String by, @QueryParam("from") String from, @QueryParam("to") String to);

    @GET
    @Path("/budgets")
    Uni<Listing<Budget>> budgets();

    @PUT
    @Path("/budgets")
    Uni<JsonNode> setBudget(Map<String, Object> budget);

    @DELETE
    @Path("/budgets")
    Uni<JsonNode> removeBudget(@QueryParam("scope") String scope, @QueryParam("period") String period);

    @ClientObjectMapper
    static ObjectMapper json(ObjectMapper shared) {
        return TolerantJson.from(shared);
    }
}
