package dev.koda.gateway.page.agent;

import java.util.Map;

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

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.Secret;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.platform.problem.AnyQuery;

/** Secrets of one agent: handed to its tools as environment names, never to the model, and never shown again. */
@Path("/agents/{id}/secrets")
@PermitAll
@AnyQuery
@ForRole("admin")
@Produces(MediaType.TEXT_HTML)
public class SecretsPage {

    @CheckedTemplate(basePath = "agent")
    static class Templates {
        static native TemplateInstance secrets(
                Frame frame, Agent agent, Answer<Listing<Secret>> secrets, Trouble trouble);
    }

    private final AgentApi agents;
    private final Frames frames;

    SecretsPage(@RestClient AgentApi agents, Frames frames) {
        this.agents = agents;
        this.frames = frames;
    }

    @GET
    public Uni<Response> list(String id) {
        return page(id, null);
    }

    private Uni<Response> page(String id, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), agents.agent(id), Answer.of("runtime", () -> agents.secrets(id)))
                .with((frame, agent, secrets) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.secrets(frame, agent, secrets, trouble))
                        .build());
    }

    @POST
    public Uni<Response> put(String id, @FormParam("name") String name, @FormParam("value") String value) {
        return act(id, agents.putSecret(id, name, Map.of("value", value == null ? "" : value)), "saved");
    }

    @POST
    @Path("delete")
    public Uni<Response> delete(String id, @FormParam("name") String name) {
        return act(id, agents.removeSecret(id, name), "deleted");
    }

    private Uni<Response> act(String id, Uni<?> act, String done) {
        return act.replaceWith(() -> Go.to("/agents/" + id + "/secrets?done=" + done))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(id, ServiceFailure.troubleOf("runtime", failure)));
    }
}
