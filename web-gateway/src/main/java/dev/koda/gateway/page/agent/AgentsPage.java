package dev.koda.gateway.page.agent;

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
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Pager;
import dev.koda.platform.problem.AnyQuery;

/** The list of agents. */
@Path("/agents")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class AgentsPage {
    private static final int PAGE = 50;

    @CheckedTemplate(basePath = "agent", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance agents(Frame frame, Answer<Listing<Agent>> agents, Pager pager);
    }

    private final AgentApi agents;
    private final Frames frames;
    private final PageRequest request;

    AgentsPage(@RestClient AgentApi agents, Frames frames, PageRequest request) {
        this.agents = agents;
        this.frames = frames;
        this.request = request;
    }

    @GET
    public Uni<TemplateInstance> list(@RestQuery String cursor) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), Answer.of("runtime", () -> agents.agents(null, PAGE, cursor)))
                .with((frame, found) -> Templates.agents(frame, found, pager(cursor, found)));
    }

    private Pager pager(String cursor, Answer<Listing<Agent>> found) {
        return Pager.of(
                request.address(), PAGE, cursor, found.or(Listing.empty()).nextCursor());
    }
}
