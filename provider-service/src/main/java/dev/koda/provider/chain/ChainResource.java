package dev.koda.provider.chain;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Roles;
import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.defaultmodel.DefaultModel;
import dev.koda.provider.defaultmodel.DefaultModels;

/** The chain for the runtime, before a turn. */
@Path("/internal/chain")
class ChainResource {

    /** Purpose that may use the rehearsal provider in production: the doctor's own probe. */
    private static final String CANARY = "canary";

    private final ChainService chains;
    private final DefaultModels defaults;
    private final Catalogue catalogue;

    ChainResource(ChainService chains, DefaultModels defaults, Catalogue catalogue) {
        this.chains = chains;
        this.defaults = defaults;
        this.catalogue = catalogue;
    }

    @GET
    @RolesAllowed(Roles.SERVICE)
    public Uni<Chain> chain(
            @QueryParam("provider") String provider,
            @QueryParam("model") String model,
            @QueryParam("tools") @DefaultValue("false") boolean tools,
            @QueryParam("vision") @DefaultValue("false") boolean vision,
            @QueryParam("context_tokens") @DefaultValue("0") long contextTokens,
            @QueryParam("purpose") String purpose) {
        Need need = Need.of(tools, vision, contextTokens);
        return preferred(provider, model)
                .map(chosen -> chains.behind(chosen.providerId(), chosen.model(), need, CANARY.equals(purpose)));
    }

    private Uni<DefaultModel> preferred(String provider, String model) {
        if (provider == null && model != null) {
            throw Problem.badRequest("provider_missing", "A model was given without its provider.");
        }
        if (provider == null) {
            return defaults.required();
        }
        return Uni.createFrom().item(new DefaultModel(provider, model == null ? first(provider) : model));
    }

    private String first(String provider) {
        return catalogue.required(provider).models().stream()
                .findFirst()
                .map(Model::id)
                .orElseThrow(() -> Problem.badRequest("model_missing", "This provider has no first model; name one."));
    }
}
