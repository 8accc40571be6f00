package dev.koda.gateway.page.provider;

import java.time.Clock;
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
import dev.koda.gateway.client.provider.Circuit;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.client.provider.Verification;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** One vendor: what it said, its checks, its circuit and its connection. */
@Path("/providers/{id}")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class ProviderPage {
    private static final int HISTORY = 96;

    @CheckedTemplate(basePath = "provider")
    static class Templates {
        static native TemplateInstance provider(Frame frame, ProviderView view);
    }

    private final ProviderApi providers;
    private final Frames frames;
    private final Clock clock;

    ProviderPage(@RestClient ProviderApi providers, Frames frames, Clock clock) {
        this.providers = providers;
        this.frames = frames;
        this.clock = clock;
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
                        providers.provider(id),
                        Answer.of("provider", () -> providers.verifications(id, HISTORY, null)),
                        Answer.of("provider", () -> providers.circuit(id)))
                .with((frame, provider, history, circuit) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.provider(frame, view(provider, history, circuit, trouble)))
                        .build());
    }

    private ProviderView view(
            Provider provider, Answer<Listing<Verification>> history, Answer<Circuit> circuit, Trouble trouble) {
        return new ProviderView(
                provider, history, circuit, Tick.of(history.or(Listing.empty()).items()), clock.instant(), trouble);
    }

    /** Stores a credential or an address; the free checks follow at once, and what they say is shown. */
    @POST
    @Path("connection")
    @ForRole("admin")
    public Uni<Response> connect(
            String id,
            @FormParam("api_key") String key,
            @FormParam("base_url") String address,
            @FormParam("organization") String organization,
            @FormParam("project") String project) {
        Payload body = Payload.of("base_url", address)
                .and("organization", organization)
                .and("project", project);
        if (key != null && !key.isBlank()) {
            body.and("auth", Map.of("api_key", key.strip()));
        }
        return act(
                id,
                providers.connect(id, body.map()).chain(() -> Answer.of("provider", () -> providers.verify(id, null))),
                "connected");
    }

    @POST
    @Path("verify")
    @ForRole("admin")
    public Uni<Response> verify(String id, @FormParam("probe") String probe) {
        return act(id, providers.verify(id, probe == null ? null : true), null);
    }

    @POST
    @Path("use")
    @ForRole("admin")
    public Uni<Response> use(
            String id, @FormParam("enabled") Boolean enabled, @FormParam("priority") Integer priority) {
        Payload body = Payload.of("priority", priority).and("enabled", enabled);
        return act(id, providers.change(id, body.map()), "saved");
    }

    @POST
    @Path("disconnect")
    @ForRole("admin")
    public Uni<Response> disconnect(String id) {
        return act(id, providers.disconnect(id), "disconnected");
    }

    private Uni<Response> act(String id, Uni<?> act, String done) {
        return act.map(changed -> Go.to("/providers/" + id + (done == null ? "" : "?done=" + done)))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(id, ServiceFailure.troubleOf("provider", failure)));
    }
}
