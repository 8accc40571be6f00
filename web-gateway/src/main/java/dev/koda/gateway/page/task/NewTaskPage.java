package dev.koda.gateway.page.task;

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
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** Gives an agent a task. */
@Path("/tasks/new")
@PermitAll
@AnyQuery
@ForRole("operator")
@Produces(MediaType.TEXT_HTML)
public class NewTaskPage {
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "task", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance newTask(
                Frame frame, Answer<Listing<Agent>> agents, String agentId, String input, Trouble trouble);
    }

    private final TaskApi tasks;
    private final AgentApi agents;
    private final Frames frames;

    NewTaskPage(@RestClient TaskApi tasks, @RestClient AgentApi agents, Frames frames) {
        this.tasks = tasks;
        this.agents = agents;
        this.frames = frames;
    }

    @GET
    public Uni<Response> form(@RestQuery String agent) {
        return page(agent, "", null);
    }

    @POST
    public Uni<Response> submit(
            @FormParam("agent_id") String agentId, @FormParam("input") String input, @FormParam("draft") String draft) {
        Payload body = Payload.of("agent_id", agentId).and("input", input);
        if (draft != null) {
            body.and("draft", true);
        }
        return tasks.submit(body.map())
                .map(task -> Go.to("/tasks/" + task.id()))
                .onFailure()
                .recoverWithUni(failure -> page(agentId, input, ServiceFailure.troubleOf("runtime", failure)));
    }

    private Uni<Response> page(String agentId, String input, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), Answer.of("runtime", () -> agents.agents(null, AGENTS, null)))
                .with((frame, known) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.newTask(frame, known, agentId, input, trouble))
                        .build());
    }
}
