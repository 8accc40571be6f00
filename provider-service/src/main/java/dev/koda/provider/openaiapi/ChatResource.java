package dev.koda.provider.openaiapi;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.koda.platform.security.CurrentCaller;
import dev.koda.platform.security.RequiresScope;
import dev.koda.platform.security.Roles;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.connection.LastVerification;
import dev.koda.provider.settings.ProviderConfig;
import dev.koda.provider.usage.Origin;

/** The OpenAI-compatible door: any OpenAI client, any vendor behind it. */
@Path("/v1")
class ChatResource {

    private final ChatBody bodies;
    private final ChatService chat;
    private final ConnectionRegistry registry;
    private final ProviderConfig config;
    private final CurrentCaller caller;

    ChatResource(
            ChatBody bodies,
            ChatService chat,
            ConnectionRegistry registry,
            ProviderConfig config,
            CurrentCaller caller) {
        this.bodies = bodies;
        this.chat = chat;
        this.registry = registry;
        this.config = config;
        this.caller = caller;
    }

    @POST
    @Path("/chat/completions")
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("models:use")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "A chat completion, or its chunks as server-sent events when stream is true",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = "text/event-stream")
            })
    @RequestBody(
            description = "A Chat Completions request; model is provider/model or 'default'",
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<Map<String, Object>> chat(HttpServerRequest request, HttpServerResponse response) {
        var origin = new Origin(null, null, caller.get().id(), null);
        return bodies.read(request).chain(body -> chat.chat(body, origin, new ChatService.Exchange(request, response)));
    }

    @GET
    @Path("/models")
    @RolesAllowed(Roles.OPERATOR)
    @RequiresScope("models:use")
    public ModelList models() {
        Stream<Connection> connections = registry.all().stream().sorted(Comparator.comparing(Connection::id));
        Stream<Connection> all =
                config.rehearsal() ? Stream.concat(connections, registry.find("rehearsal").stream()) : connections;
        return ModelList.of(
                all.filter(Connection::enabled).flatMap(ChatResource::entries).toList());
    }

    private static Stream<ModelList.Entry> entries(Connection connection) {
        long since = connection.updatedAt().getEpochSecond();
        return models(connection).stream()
                .map(model -> new ModelList.Entry(connection.id() + "/" + model, "model", since, connection.id()));
    }

    /** The models allowed, else those the vendor listed, else those the catalogue knows. */
    private static List<String> models(Connection connection) {
        if (!connection.models().isEmpty()) {
            return connection.models();
        }
        List<String> listed =
                connection.verification().map(LastVerification::models).orElse(List.of());
        return listed.isEmpty()
                ? connection.vendor().models().stream().map(Model::id).toList()
                : listed;
    }
}
