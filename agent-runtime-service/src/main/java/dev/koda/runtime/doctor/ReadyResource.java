package dev.koda.runtime.doctor;

import java.time.Duration;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.RuntimeConfig;

/** Says whether tasks are accepted now. Open to all, and tells nothing else. */
@Path("/api/runtime/ready")
@PermitAll
class ReadyResource {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RuntimeFacts facts;
    private final RuntimeConfig config;

    ReadyResource(RuntimeFacts facts, RuntimeConfig config) {
        this.facts = facts;
        this.config = config;
    }

    /** The answer when tasks are accepted. */
    record Ready(String status) {}

    @GET
    public Uni<Ready> ready() {
        if (!config.servesApi()) {
            return Uni.createFrom().failure(() -> notReady("This process is a worker; ask the API."));
        }
        return facts.writable()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(fine -> new Ready("ready"))
                .onFailure()
                .transform(away -> notReady("The database does not answer. See koda doctor."));
    }

    private static Problem notReady(String detail) {
        return Problem.unavailable("runtime_not_ready", detail, PATIENCE);
    }
}
