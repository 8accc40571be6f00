package dev.koda.gateway.page.session;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.ChatSession;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Pager;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.problem.AnyQuery;

/** Conversations with agents, the last spoken in first, and the start of a new one. */
@Path("/sessions")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class SessionsPage {
    private static final int PAGE = 50;
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "session")
    static class Templates {
        static native TemplateInstance sessions(
                Frame frame,
                Answer<Listing<ChatSession>> found,
                Answer<Listing<Agent>> agents,
                AgentNames names,
                Pager pager,
                Trouble trouble);
    }

    private final TaskApi tasks;
    private final AgentApi agents;
    private final Frames frames;
    private final PageRequest request;
    private final Ids ids;

    SessionsPage(@RestClient TaskApi tasks, @RestClient AgentApi agents, Frames frames, PageRequest request, Ids ids) {
        this.tasks = tasks;
        this.agents = agents;
        this.frames = frames;
        this.request = request;
        this.ids = ids;
    }

    @GET
    public Uni<Response> list(@RestQuery String cursor) {
        return page(cursor == null || cursor.isBlank() ? null : cursor.strip(), null);
    }

    private Uni<Response> page(String cursor, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        Answer.of("runtime", () -> tasks.sessions(null, PAGE, cursor)),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null)))
                .with((frame, found, known) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.sessions(
                                frame,
                                found,
                                known,
                                AgentNames.of(known),
                                Pager.of(
                                        request.address(),
                                        PAGE,
                                        cursor,
                                        found.or(Listing.empty()).nextCursor()),
                                trouble))
                        .build());
    }

    /** A session begins with its first message. */
    @POST
    @ForRole("operator")
    public Uni<Response> begin(@FormParam("agent_id") String agentId, @FormParam("input") String input) {
        String session = ids.next().toString();
        Payload first = Payload.of("agent_id", agentId).and("input", input).and("session_id", session);
        return tasks.submit(first.map())
                .map(task -> Go.to("/sessions/" + session))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(null, ServiceFailure.troubleOf("runtime", failure)));
    }
}
