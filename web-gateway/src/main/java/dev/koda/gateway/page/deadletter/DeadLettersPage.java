package dev.koda.gateway.page.deadletter;

import jakarta.annotation.security.PermitAll;
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
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.DeadLetter;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.PageRequest;
import dev.koda.gateway.page.frame.Pager;
import dev.koda.platform.problem.AnyQuery;

/** Tasks that were given up, with the reason, and the way to try them again. */
@Path("/dlq")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class DeadLettersPage {
    private static final int PAGE = 50;
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "deadletter")
    static class Templates {
        static native TemplateInstance letters(
                Frame frame, Answer<Listing<DeadLetter>> letters, AgentNames names, Pager pager, Trouble trouble);
    }

    private final TaskApi tasks;
    private final AgentApi agents;
    private final Frames frames;
    private final PageRequest request;

    DeadLettersPage(@RestClient TaskApi tasks, @RestClient AgentApi agents, Frames frames, PageRequest request) {
        this.tasks = tasks;
        this.agents = agents;
        this.frames = frames;
        this.request = request;
    }

    @GET
    public Uni<Response> list(@RestQuery String cursor) {
        return page(cursor, null);
    }

    private Uni<Response> page(String cursor, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        Answer.of("runtime", () -> tasks.deadLetters(PAGE, cursor)),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with((frame, found, names) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.letters(frame, found, names, pager(cursor, found), trouble))
                        .build());
    }

    private Pager pager(String cursor, Answer<Listing<DeadLetter>> found) {
        return Pager.of(
                request.address().at("/dlq"),
                PAGE,
                cursor,
                found.or(Listing.empty()).nextCursor());
    }

    @POST
    @Path("{id}/requeue")
    @ForRole("operator")
    public Uni<Response> requeue(String id) {
        return tasks.requeue(id)
                .map(done -> Go.to("/dlq?done=requeued"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(null, ServiceFailure.troubleOf("runtime", failure)));
    }
}
