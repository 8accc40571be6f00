package dev.koda.gateway.page.setup;

import java.util.List;

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

import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.Door;
import dev.koda.gateway.page.frame.Doors;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** The last two steps: the first agent, made and published at once, and its first task. */
@Path("/setup/agent")
@PermitAll
@AnyQuery
@ForRole("admin")
@Produces(MediaType.TEXT_HTML)
public class SetupAgentPage {
    private static final int STEP = 5;
    private static final List<String> TOOLS =
            List.of("file.list", "file.read", "file.write", "artifact.save", "time.now");

    @CheckedTemplate(basePath = "setup")
    static class Templates {
        static native TemplateInstance agent(
                Door door, List<SetupStep> steps, String name, String instructions, Trouble trouble);

        static native TemplateInstance task(
                Door door, List<SetupStep> steps, String agentId, String input, Trouble trouble);
    }

    private final AgentApi agents;
    private final TaskApi tasks;
    private final Doors doors;

    SetupAgentPage(@RestClient AgentApi agents, @RestClient TaskApi tasks, Doors doors) {
        this.agents = agents;
        this.tasks = tasks;
        this.doors = doors;
    }

    @GET
    public TemplateInstance form() {
        return Templates.agent(doors.door(), SetupStep.at(STEP), "first-agent", sample(), null);
    }

    private static String sample() {
        return """
                You look through the files of your workspace and say what is there.
                Read before you judge. Keep a short summary as summary.md.
                Say plainly what you did not look at.""";
    }

    @POST
    public Uni<Response> make(@FormParam("name") String name, @FormParam("instructions") String instructions) {
        Payload body =
                Payload.of("name", name).and("instructions", instructions).and("tools", TOOLS);
        return agents.create(body.map())
                .chain(agent -> agents.publish(agent.id()))
                .map(agent -> Go.to("/setup/agent/task?agent=" + agent.id()))
                .onFailure(ServiceFailure.class)
                .recoverWithItem(failure -> again(name, instructions, ServiceFailure.troubleOf("runtime", failure)));
    }

    private Response again(String name, String instructions, Trouble trouble) {
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.agent(doors.door(), SetupStep.at(STEP), name, instructions, trouble))
                .build();
    }

    @GET
    @Path("task")
    public TemplateInstance task(@RestQuery String agent) {
        return Templates.task(
                doors.door(), SetupStep.at(STEP + 1), agent, "What time is it, and what is in your workspace?", null);
    }

    @POST
    @Path("task")
    public Uni<Response> start(@FormParam("agent_id") String agentId, @FormParam("input") String input) {
        return tasks.submit(Payload.of("agent_id", agentId).and("input", input).map())
                .map(task -> Go.to("/tasks/" + task.id()))
                .onFailure(ServiceFailure.class)
                .recoverWithItem(failure -> taskAgain(agentId, input, ServiceFailure.troubleOf("runtime", failure)));
    }

    private Response taskAgain(String agentId, String input, Trouble trouble) {
        return Response.status(Go.statusOf(trouble))
                .entity(Templates.task(doors.door(), SetupStep.at(STEP + 1), agentId, input, trouble))
                .build();
    }
}
