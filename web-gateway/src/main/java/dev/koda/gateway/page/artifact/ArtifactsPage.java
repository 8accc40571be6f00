package dev.koda.gateway.page.artifact;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.storage.Artifact;
import dev.koda.gateway.client.storage.StorageApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Pager;
import dev.koda.platform.problem.AnyQuery;

/** The files that agents kept for people, newest first. */
@Path("/artifacts")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class ArtifactsPage {
    private static final int PAGE = 50;
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "artifact")
    static class Templates {
        static native TemplateInstance artifacts(
                Frame frame,
                Answer<Listing<Artifact>> found,
                Listing<Agent> agents,
                AgentNames names,
                String agentId,
                String taskId,
                Pager pager);
    }

    private final StorageApi storage;
    private final AgentApi agents;
    private final Frames frames;
    private final PageRequest request;

    ArtifactsPage(@RestClient StorageApi storage, @RestClient AgentApi agents, Frames frames, PageRequest request) {
        this.storage = storage;
        this.agents = agents;
        this.frames = frames;
        this.request = request;
    }

    @GET
    public Uni<TemplateInstance> list(@RestQuery String agent, @RestQuery String task, @RestQuery String cursor) {
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        Answer.of("storage", () -> storage.artifacts(some(agent), some(task), PAGE, some(cursor))),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null)))
                .with((frame, found, known) -> Templates.artifacts(
                        frame,
                        found,
                        known.or(Listing.empty()),
                        AgentNames.of(known),
                        some(agent),
                        some(task),
                        Pager.of(
                                request.address(),
                                PAGE,
                                some(cursor),
                                found.or(Listing.empty()).nextCursor())));
    }

    private static String some(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
