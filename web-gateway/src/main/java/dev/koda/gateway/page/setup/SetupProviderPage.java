package dev.koda.gateway.page.setup;

import java.util.List;
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
import org.jboss.resteasy.reactive.RestQuery;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.ServiceFailure;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.page.frame.Door;
import dev.koda.gateway.page.frame.Doors;
import dev.koda.gateway.page.frame.ForRole;
import dev.koda.gateway.page.frame.Go;
import dev.koda.gateway.page.frame.Payload;
import dev.koda.platform.problem.AnyQuery;

/** The provider step: store a key, see what the free checks say, choose the default model. */
@Path("/setup/provider")
@PermitAll
@AnyQuery
@ForRole("admin")
@Produces(MediaType.TEXT_HTML)
public class SetupProviderPage {
    private static final int STEP = 4;
    private static final String HERE = "/setup/provider";

    @CheckedTemplate(basePath = "setup")
    static class Templates {
        static native TemplateInstance provider(
                Door door,
                List<SetupStep> steps,
                Answer<Listing<Provider>> vendors,
                String chosen,
                Provider connected,
                Trouble trouble);
    }

    private final ProviderApi providers;
    private final Doors doors;

    SetupProviderPage(@RestClient ProviderApi providers, Doors doors) {
        this.providers = providers;
        this.doors = doors;
    }

    @GET
    public Uni<Response> show(@RestQuery String id) {
        return page(id, null);
    }

    private Uni<Response> page(String chosen, Trouble trouble) {
        return Answer.of("provider", providers::providers).map(vendors -> Response.status(Go.statusOf(trouble))
                .entity(Templates.provider(
                        doors.door(), SetupStep.at(STEP), vendors, chosen, connected(vendors, chosen), trouble))
                .build());
    }

    private static Provider connected(Answer<Listing<Provider>> vendors, String chosen) {
        return vendors.or(Listing.empty()).items().stream()
                .filter(Provider::isConnected)
                .filter(vendor -> chosen == null || vendor.id().equals(chosen))
                .findFirst()
                .orElse(null);
    }

    /** Stores the key, then runs the free checks; what they say is shown, whatever it is. */
    @POST
    public Uni<Response> connect(
            @FormParam("provider") String id, @FormParam("api_key") String key, @FormParam("base_url") String address) {
        String vendor = id == null ? "" : id;
        return providers
                .connect(vendor, body(key, address))
                .chain(() -> Answer.of("provider", () -> providers.verify(vendor, null)))
                .map(checked -> Go.to(HERE + "?id=" + vendor))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(vendor, ServiceFailure.troubleOf("provider", failure)));
    }

    static Map<String, Object> body(String key, String address) {
        Payload body = Payload.of("base_url", address);
        if (key != null && !key.isBlank()) {
            body.and("auth", Map.of("api_key", key.strip()));
        }
        return body.map();
    }

    @POST
    @Path("default")
    public Uni<Response> chooseDefault(@FormParam("provider_id") String id, @FormParam("model") String model) {
        return providers
                .setDefault(Payload.of("provider_id", id).and("model", model).map())
                .map(done -> Go.to("/setup/agent"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(id, ServiceFailure.troubleOf("provider", failure)));
    }

    /** The offline model of the platform: built in, without a key, and not an AI; enough to see everything move. */
    @POST
    @Path("rehearsal")
    public Uni<Response> rehearse() {
        return providers
                .setDefault(Map.of("provider_id", "rehearsal", "model", "rehearsal-1"))
                .map(done -> Go.to("/setup/agent"))
                .onFailure(ServiceFailure.class)
                .recoverWithUni(failure -> page(null, ServiceFailure.troubleOf("provider", failure)));
    }
}
