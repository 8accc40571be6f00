package dev.koda.provider.completion;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.koda.platform.security.Roles;
import dev.koda.provider.failure.VendorFailure;

/** One completion from one candidate, for the runtime. */
@Path("/internal/completions")
class CompletionResource {

    private final Candidates candidates;
    private final ObjectMapper json;
    private final Vertx vertx;

    CompletionResource(Candidates candidates, ObjectMapper json, Vertx vertx) {
        this.candidates = candidates;
        this.json = json;
        this.vertx = vertx;
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "The answer: in one piece, or as server-sent events when stream is true",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = CompletionView.class)),
                @Content(mediaType = "text/event-stream")
            })
    public Uni<CompletionView> complete(
            @Valid @NotNull CompletionRequest body, HttpServerRequest request, HttpServerResponse response) {
        return body.streamed() ? stream(body, new EventStream(request, response, json, vertx)) : whole(body);
    }

    private Uni<CompletionView> whole(CompletionRequest body) {
        var answer = new WholeAnswer();
        return Uni.createFrom()
                .item(() -> candidates.start(body.toCandidate(), answer))
                .chain(Candidates.Started::outcome)
                .map(settlement -> CompletionView.of(body, answer, settlement))
                .onFailure(VendorFailure.class)
                .transform(failure -> VendorProblem.of(failure, body.provider(), body.model()));
    }

    /** Writes the events itself and ends the response. */
    private Uni<CompletionView> stream(CompletionRequest body, EventStream events) {
        var streamed = new StreamedCompletion(events, body);
        Uni<Settlement> answer = Uni.createFrom()
                .item(() -> candidates.start(body.toCandidate(), streamed))
                .invoke(started -> events.source(started.handle()))
                .chain(Candidates.Started::outcome);
        return Handover.of(events, answer, streamed::done, streamed::failed);
    }
}
