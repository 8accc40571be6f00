package dev.koda.platform.security;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;

/** Turns a verified token into the identity that {@code @RolesAllowed} and {@link CurrentCaller} see. */
@ApplicationScoped
class BearerIdentities implements IdentityProvider<BearerRequest> {

    private final TokenVerifier verifier;

    BearerIdentities(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Class<BearerRequest> getRequestType() {
        return BearerRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(BearerRequest request, AuthenticationRequestContext context) {
        return verifier.verify(request.token())
                .map(caller -> caller.map(BearerIdentities::identityOf)
                        .orElseThrow(() -> new AuthenticationFailedException("token refused")))
                .onFailure(Problem.class)
                .transform(AuthenticationFailedException::new);
    }

    private static SecurityIdentity identityOf(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.id()))
                .addRoles(caller.roles())
                .addAttribute(CurrentCaller.ATTRIBUTE, caller)
                .build();
    }
}
