package dev.koda.gateway.page.operations;

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

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.audit.AuditApi;
import dev.koda.gateway.client.audit.Entry;
import dev.koda.gateway.client.platform.Platform;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.client.storage.StorageApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.platform.problem.AnyQuery;

/** What is wrong, since when, what to do: the doctor first, then the parts, then what was seen. */
@Path("/operations")
@PermitAll
@AnyQuery
@ForRole("operator")
@Produces(MediaType.TEXT_HTML)
public class OperationsPage {
    private static final int FEED = 12;
    private static final int AGENTS = 200;

    @CheckedTemplate(basePath = "operations")
    static class Templates {
        static native TemplateInstance operations(Frame frame, OperationsView view);
    }

    private final Platform platform;
    private final ProviderApi providers;
    private final AuditApi audit;
    private final TaskApi tasks;
    private final AgentApi agents;
    private final StorageApi storage;
    private final Frames frames;

    OperationsPage(
            Platform platform,
            @RestClient ProviderApi providers,
            @RestClient AuditApi audit,
            @RestClient TaskApi tasks,
            @RestClient AgentApi agents,
            @RestClient StorageApi storage,
            Frames frames) {
        this.platform = platform;
        this.providers = providers;
        this.audit = audit;
        this.tasks = tasks;
        this.agents = agents;
        this.storage = storage;
        this.frames = frames;
    }

    @GET
    public Uni<TemplateInstance> show() {
        return Uni.combine().all().unis(frames.frame(), read()).with(Templates::operations);
    }

    private Uni<OperationsView> read() {
        Uni<Answer<Listing<Entry>>> feed =
                Answer.of("audit", () -> audit.entries("security.*", null, null, null, null, null, null, FEED, null));
        Uni<Answer<JsonNode>> usage = Answer.of("storage", storage::usage);
        return Uni.combine()
                .all()
                .unis(
                        platform.doctor(),
                        platform.health(),
                        Answer.of("provider", providers::providers),
                        feed,
                        Answer.of("runtime", tasks::queue),
                        usage,
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with(OperationsView::new);
    }
}
