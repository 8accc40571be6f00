package dev.koda.gateway.page.approval;

import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.Approval;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** Every question that waits for a person, soonest expiry first, and what was settled lately. */
@Path("/approvals")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class ApprovalsPage {
    private static final int SHOWN = 100;
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "approval")
    static class Templates {
        static native TemplateInstance approvals(
                Frame frame,
                Answer<Listing<Approval>> found,
                AgentNames names,
                List<Approval> open,
                List<Approval> settled,
                Trouble trouble);
    }

    private final TaskApi tasks;
    private final AgentApi agents;
    private final Frames frames;
    private final ObjectMapper json;

    ApprovalsPage(@RestClient TaskApi tasks, @RestClient AgentApi agents, Frames frames, ObjectMapper json) {
        this.tasks = tasks;
        this.agents = agents;
        this.frames = frames;
        this.json = json;
    }

    @GET
    public Uni<Response> list() {
        return page(null);
    }

    private Uni<Response> page(Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(
                        frames.frame(),
                        Answer.of("runtime", () -> tasks.approvals(null, null, SHOWN, null)),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with((frame, found, names) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.approvals(frame, found, names, open(found), settled(found), trouble))
                        .build());
    }

    private static List<Approval> open(Answer<Listing<Approval>> found) {
        return found.or(Listing.empty()).items().stream()
                .filter(Approval::isOpen)
                .sorted(Comparator.comparing(Approval::expiresAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private static List<Approval> settled(Answer<Listing<Approval>> found) {
        return found.or(Listing.empty()).items().stream()
                .filter(question -> !question.isOpen())
                .toList();
    }

    /** One answer to one question. A late one is told so by the runtime, in its words. */
    @POST
    @Path("{id}")
    @ForRole("operator")
    public Uni<Response> decide(
            String id,
            @FormParam("decision") String decision,
            @FormParam("arguments") String arguments,
            @FormParam("reason") String reason,
            @FormParam("back") String back) {
        return Uni.createFrom()
                .deferred(
                        () -> tasks.decide(id, body(decision, arguments, reason).map()))
                .map(done -> Go.to(safe(back) + (safe(back).contains("?") ? "&" : "?") + "done=decided"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(ServiceFailure.troubleOf("runtime", failure)));
    }

    private Payload body(String decision, String arguments, String reason) {
        Payload body = Payload.of("decision", decision).and("note", reason);
        return "edit".equals(decision) ? body.and("arguments", parsed(arguments)) : body;
    }

    private Object parsed(String arguments) {
        try {
            return json.readTree(arguments == null ? "" : arguments);
        } catch (JsonProcessingException broken) {
            throw new ServiceFailure(Trouble.refused(
                    "arguments_invalid",
                    "The arguments are no JSON",
                    "Line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr() + ". Nothing was sent; the question is still open."));
        }
    }

    private static String safe(String back) {
        return back != null && back.startsWith("/") && !back.startsWith("//") ? back : "/approvals";
    }
}
