package dev.koda.gateway.page.session;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** One conversation: what was said, what was done for it as one fold line a turn, and the box to say more. */
@Path("/sessions/{id}")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class SessionPage {
    private static final int TURNS = 100;
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "session")
    static class Templates {
        static native TemplateInstance session(Frame frame, Talk talk, Trouble trouble);

        static native TemplateInstance turn(Frame frame, Talk.Turn turn);
    }

    private final TaskApi tasks;
    private final AgentApi agents;
    private final TalkLive live;
    private final Frames frames;

    SessionPage(@RestClient TaskApi tasks, @RestClient AgentApi agents, TalkLive live, Frames frames) {
        this.tasks = tasks;
        this.agents = agents;
        this.live = live;
        this.frames = frames;
    }

    @GET
    public Uni<Response> show(String id) {
        return page(id, null);
    }

    private Uni<Response> page(String id, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        tasks.tasks(null, null, id, null, null, null, null, TURNS, null),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with((frame, turns, names) -> shown(frame, Talk.of(id, turns.items(), names), trouble));
    }

    private static Response shown(Frame frame, Talk talk, Trouble trouble) {
        if (talk.turns().isEmpty()) {
            throw new ServiceFailure(new Trouble(
                    "runtime", 404, "session_not_found", "There is no such session", "", null, null, List.of()));
        }
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.session(frame, talk, trouble))
                .build();
    }

    /** The running turn: its text as it comes, at most four times a second, and the whole turn once it is done. */
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(String id, @RestQuery String task) {
        Frame frame = frames.quiet();
        return live.of(task, partial -> tasks.task(task).map(now -> Templates.turn(frame, Talk.Turn.of(now, partial))));
    }

    @POST
    @ForRole("operator")
    public Uni<Response> say(String id, @FormParam("agent_id") String agentId, @FormParam("input") String input) {
        Payload next = Payload.of("agent_id", agentId).and("input", input).and("session_id", id);
        return tasks.submit(next.map())
                .map(task -> Go.to("/sessions/" + id + "#say"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(id, ServiceFailure.troubleOf("runtime", failure)));
    }
}
