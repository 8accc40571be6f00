package dev.koda.platform.problem;

import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.platform.problem.page.Page;

/** Endpoints that fail in every way the mappers know. */
@Path("/samples")
@PermitAll
public class SampleResource {

    public enum Colour {
        RED,
        GREEN
    }

    public record Tool(@NotBlank String toolName) {}

    public record NewSample(
            @NotBlank String displayName,
            Integer size,
            Colour colour,
            @Valid @Size(max = 2) List<Tool> tools) {}

    public static class Filter {
        @QueryParam("agent_id")
        UUID agentId;

        @QueryParam("cursor")
        String cursor;
    }

    @GET
    public Page<String> list(@RestQuery Integer limit, @RestQuery("state") Colour colour, @BeanParam Filter filter) {
        return new Page<>(List.of("one"), null);
    }

    @GET
    @Path("/traceparent")
    public String traceparent(@HeaderParam("traceparent") String given) {
        return given;
    }

    @GET
    @Path("/any")
    @AnyQuery
    public String any() {
        return "any";
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public NewSample create(@Valid @NotNull NewSample sample) {
        return sample;
    }

    @POST
    @Path("/later")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<NewSample> later(@Valid @NotNull NewSample sample) {
        return Uni.createFrom().item(sample);
    }

    @GET
    @Path("/{id}")
    public String one(@RestPath UUID id) {
        return id.toString();
    }

    @GET
    @Path("/fail/missing")
    public Uni<String> missing() {
        return Uni.createFrom()
                .failure(Problem.notFound("sample_not_found", "There is no such sample.")
                        .with("sample", "s1"));
    }

    @GET
    @Path("/fail/busy")
    public String busy() {
        throw Problem.tooManyRequests("queue_full", "The queue is full.", Duration.ofMillis(1_500));
    }

    @GET
    @Path("/fail/bug")
    public String bug() {
        throw new IllegalStateException("jdbc:postgresql://inner:secret@host");
    }

    @GET
    @Path("/fail/refused")
    public Uni<String> refused() {
        return Uni.createFrom().failure(new ConnectException("Connection refused: /127.0.0.1:5432"));
    }

    @GET
    @Path("/fail/reset")
    public Uni<String> reset() {
        return Uni.createFrom().failure(new SocketException("Connection reset"));
    }

    @GET
    @Path("/fail/lost")
    public Uni<String> lost() {
        return Uni.createFrom().failure(new CompletionException(new ConnectException("inner.host:5432")));
    }

    @GET
    @Path("/fail/late")
    public Uni<String> late() {
        return Uni.createFrom()
                .<String>nothing()
                .ifNoItem()
                .after(Duration.ofMillis(10))
                .fail();
    }

    @GET
    @Path("/fail/unknown")
    public String unknown() {
        throw new UnauthorizedException();
    }

    @GET
    @Path("/fail/forbidden")
    public String forbidden() {
        throw new ForbiddenException();
    }
}
