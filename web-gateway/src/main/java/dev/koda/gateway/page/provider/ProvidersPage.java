package dev.koda.gateway.page.provider;

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

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.DefaultModel;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Frame;
import dev.koda.gateway.page.frame.Frames;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** Vendors in the order tasks try them, the default model, and those not yet connected. */
@Path("/providers")
@PermitAll
@AnyQuery
@ForRole("viewer")
@Produces(MediaType.TEXT_HTML)
public class ProvidersPage {

    @CheckedTemplate(basePath = "provider")
    static class Templates {
        static native TemplateInstance providers(
                Frame frame,
                Answer<Listing<Provider>> found,
                List<Provider> connected,
                List<Provider> others,
                DefaultModel chosen,
                Trouble trouble);
    }

    private final ProviderApi providers;
    private final Frames frames;

    ProvidersPage(@RestClient ProviderApi providers, Frames frames) {
        this.providers = providers;
        this.frames = frames;
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
                        Answer.of("provider", providers::providers),
                        Answer.of("provider", providers::defaultModel))
                .with((frame, found, chosen) -> Response.status(Go.statusOf(trouble))
                        .entity(Templates.providers(
                                frame, found, connected(found), others(found), chosen.value(), trouble))
                        .build());
    }

    /** In the order in which provider-service tries them: by priority, and by name where that is the same. */
    private static List<Provider> connected(Answer<Listing<Provider>> found) {
        Comparator<Provider> byPriority = Comparator.comparing(
                provider -> provider.connection().priority(), Comparator.nullsLast(Comparator.naturalOrder()));
        return found.or(Listing.empty()).items().stream()
                .filter(Provider::isConnected)
                .sorted(byPriority.thenComparing(Provider::id))
                .toList();
    }

    private static List<Provider> others(Answer<Listing<Provider>> found) {
        return found.or(Listing.empty()).items().stream()
                .filter(provider -> !provider.isConnected())
                .toList();
    }

    @POST
    @Path("default")
    @ForRole("admin")
    public Uni<Response> chooseDefault(@FormParam("model") String model) {
        String[] parts = model == null ? new String[] {""} : model.strip().split("/", 2);
        return providers
                .setDefault(Payload.of("provider_id", parts[0])
                        .and("model", parts.length > 1 ? parts[1] : null)
                        .map())
                .map(done -> Go.to("/providers?done=default"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(ServiceFailure.troubleOf("provider", failure)));
    }
}
