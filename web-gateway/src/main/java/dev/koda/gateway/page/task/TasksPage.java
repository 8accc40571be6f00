package dev.koda.gateway.page.task;

import java.time.Clock;
import java.time.Instant;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.koda.gateway.client.runtime.Task;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Pager;
import dev.koda.platform.problem.AnyQuery;

/** The list of tasks, newest first, narrowed by what stands in the address. */
@Path("/tasks")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class TasksPage {
    private static final int PAGE = 50;
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "task")
    static class Templates {
        static native TemplateInstance tasks(
                Frame frame,
                Answer<Listing<Task>> tasks,
                TaskCounts counts,
                Listing<Agent> agents,
                AgentNames names,
                TaskFilter filter,
                Pager pager,
                Instant now);
    }

    private final TaskApi tasks;
    private final AgentApi agents;
    private final Frames frames;
    private final PageRequest request;
    private final Clock clock;

    TasksPage(@RestClient TaskApi tasks, @RestClient AgentApi agents, Frames frames, PageRequest request, Clock clock) {
        this.tasks = tasks;
        this.agents = agents;
        this.frames = frames;
        this.request = request;
        this.clock = clock;
    }

    @GET
    public Uni<TemplateInstance> list(
            @RestQuery String state,
            @RestQuery String agent,
            @RestQuery String since,
            @RestQuery String q,
            @RestQuery String channel,
            @RestQuery String cursor) {
        TaskFilter filter =
                new TaskFilter(request.address(), blank(state), blank(agent), blank(since), blank(q), blank(channel));
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        Answer.of("runtime", () -> found(filter, cursor)),
                        Answer.of("runtime", tasks::counts),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null)))
                .with((frame, found, counts, known) -> page(frame, found, counts, known, filter, cursor));
    }

    private Uni<Listing<Task>> found(TaskFilter filter, String cursor) {
        return tasks.tasks(
                filter.agentId(),
                filter.status(),
                null,
                filter.q(),
                filter.channel(),
                filter.from(clock.instant()),
                null,
                PAGE,
                blank(cursor));
    }

    private TemplateInstance page(
            Frame frame,
            Answer<Listing<Task>> found,
            Answer<JsonNode> counts,
            Answer<Listing<Agent>> known,
            TaskFilter filter,
            String cursor) {
        Pager pager = Pager.of(
                filter.address(), PAGE, blank(cursor), found.or(Listing.empty()).nextCursor());
        return Templates.tasks(
                frame,
                found,
                TaskCounts.of(counts.value()),
                known.or(Listing.empty()),
                AgentNames.of(known),
                filter,
                pager,
                clock.instant());
    }

    private static String blank(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
