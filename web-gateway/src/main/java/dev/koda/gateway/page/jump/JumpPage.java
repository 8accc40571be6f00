package dev.koda.gateway.page.jump;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
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
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.Task;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.Entry;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.platform.problem.AnyQuery;

/** Goes to a page, an agent or a task by name or id; where more than one fits, lists them. */
@Path("/jump")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class JumpPage {
    private static final int FOUND = 20;
    private static final String UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}";

    @CheckedTemplate(basePath = "jump")
    static class Templates {
        static native TemplateInstance jump(
                Frame frame, String q, List<Entry> pages, List<Agent> agents, List<Task> tasks);
    }

    private final AgentApi agents;
    private final TaskApi tasks;
    private final Frames frames;

    JumpPage(@RestClient AgentApi agents, @RestClient TaskApi tasks, Frames frames) {
        this.agents = agents;
        this.tasks = tasks;
        this.frames = frames;
    }

    @GET
    public Uni<Response> go(@RestQuery String q) {
        String wanted = q == null ? "" : q.strip();
        if (wanted.matches(UUID)) {
            return byId(wanted);
        }
        return frames.frame().chain(frame -> pageNamed(frame, wanted)
                .map(page -> Uni.createFrom().item(Go.to(page.href())))
                .orElseGet(() -> found(frame, wanted)));
    }

    private Uni<Response> byId(String id) {
        return tasks.task(id)
                .map(task -> Go.to("/tasks/" + id))
                .onFailure()
                .recoverWithItem(() -> Go.to("/agents/" + id));
    }

    private static Optional<Entry> pageNamed(Frame frame, String wanted) {
        return entries(frame)
                .filter(entry -> entry.label().equalsIgnoreCase(wanted))
                .findFirst();
    }

    private static Stream<Entry> entries(Frame frame) {
        return frame.menu().stream().flatMap(group -> group.entries().stream());
    }

    private Uni<Response> found(Frame frame, String wanted) {
        String low = wanted.toLowerCase(Locale.ROOT);
        List<Entry> pages = entries(frame)
                .filter(entry -> entry.label().toLowerCase(Locale.ROOT).contains(low))
                .toList();
        if (low.isEmpty()) {
            return Uni.createFrom()
                    .item(Response.ok(Templates.jump(frame, wanted, pages, List.of(), List.of()))
                            .build());
        }
        return Uni.combine()
                .all()
                .unis(
                        Answer.of("runtime", () -> agents.agents(null, 200, null)),
                        Answer.of(
                                "runtime", () -> tasks.tasks(null, null, null, wanted, null, null, null, FOUND, null)))
                .with((known, named) -> Response.ok(Templates.jump(
                                frame,
                                wanted,
                                pages,
                                matching(known, low),
                                named.or(Listing.empty()).items()))
                        .build());
    }

    private static List<Agent> matching(Answer<Listing<Agent>> known, String low) {
        return known.or(Listing.empty()).items().stream()
                .filter(agent -> agent.name() != null
                        && agent.name().toLowerCase(Locale.ROOT).contains(low))
                .toList();
    }
}
