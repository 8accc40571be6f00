package dev.koda.gateway.page.agent;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.platform.problem.AnyQuery;

/** Makes an agent; it begins as a draft. */
@Path("/agents/new")
@PermitAll
@AnyQuery
@ForRole("admin")
@Produces(MediaType.TEXT_HTML)
public class NewAgentPage {
    @CheckedTemplate(basePath = "agent", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        static native TemplateInstance newAgent(
                Frame frame, Agent agent, List<ToolOffer> tools, List<String> models, Trouble trouble);
    }

    private final AgentApi agents;
    private final ProviderApi providers;
    private final Frames frames;

    NewAgentPage(@RestClient AgentApi agents, @RestClient ProviderApi providers, Frames frames) {
        this.agents = agents;
        this.providers = providers;
        this.frames = frames;
    }

    @GET
    public Uni<Response> form() {
        return page(null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> create(MultivaluedMap<String, String> fields) {
        DraftForm form = new DraftForm(fields);
        return agents.create(form.created())
                .map(agent -> Go.to("/agents/" + agent.id() + "?done=saved"))
                .onFailure()
                .recoverWithUni(failure -> page(form.typed(), ServiceFailure.troubleOf("runtime", failure)));
    }

    private Uni<Response> page(Agent typed, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(frames.frame(), Answer.of("provider", providers::providers))
                .with((frame, known) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.newAgent(frame, typed, ToolOffer.of(typed), models(known), trouble))
                        .build());
    }

    /** {@code provider/model} of every connected vendor, for the model field to choose from. */
    static List<String> models(Answer<Listing<Provider>> known) {
        return known.or(Listing.empty()).items().stream()
                .filter(Provider::isConnected)
                .flatMap(provider -> provider.modelNames().stream().map(model -> provider.id() + "/" + model))
                .toList();
    }
}
