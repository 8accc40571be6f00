package dev.koda.auth.identity;

import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.signing.MintedToken;

/** Where services prove themselves with the service key. */
@Path("/internal/service-tokens")
class ServiceTokensResource {

    private final ServiceTokenService tokens;
    private final CurrentClient client;

    ServiceTokensResource(ServiceTokenService tokens, CurrentClient client) {
        this.tokens = tokens;
        this.client = client;
    }

    @POST
    @PermitAll
    public Uni<MintedToken> mint(@Valid @NotNull ServiceProof body) {
        return tokens.mint(body.service(), body.key(), client.get());
    }

    /** Name and key of a service. */
    record ServiceProof(
            @NotNull @Pattern(regexp = "auth|provider|runtime|audit|storage|gateway")
            String service,

            @NotBlank @Size(max = 512) String key) {

        @Override
        public String toString() {
            return "ServiceProof[service=" + service + "]";
        }
    }
}
