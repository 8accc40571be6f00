package dev.koda.auth.signing;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/** The public keys, for whoever verifies tokens. */
@Path("/.well-known/jwks.json")
@Produces(MediaType.APPLICATION_JSON)
class JwksResource {

    private final CurrentKeys keys;

    JwksResource(CurrentKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @NonBlocking
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=5")
    public Jwks keys() {
        return new Jwks(keys.published().stream()
                .map(key -> key.toParams(OutputControlLevel.PUBLIC_ONLY))
                .toList());
    }

    /** RFC 7517 key set. */
    record Jwks(List<Map<String, Object>> keys) {}
}
