package dev.koda.platform.security;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.ProblemWriter;

/**
 * Takes the JWT of {@code Authorization: Bearer}. Anything else than three dotted parts is left alone, since the
 * gateway's own callers send API tokens there; an endpoint that needs a caller refuses them all the same.
 */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "bearer ";

    /** Stands in every log line of the request; a service's name stands there too when it calls for itself. */
    private static final String CALLER_IN_LOGS = "operator_id";

    /** What a request carries to the answer when its token could not be judged. */
    private static final String WHY = BearerMechanism.class.getName();

    private static final int UNAUTHORIZED = 401;

    private final ProblemWriter problems;

    BearerMechanism(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        return tokenOf(request)
                .map(token -> identities
                        .authenticate(new BearerRequest(token))
                        .invoke(identity ->
                                MDC.put(CALLER_IN_LOGS, identity.getPrincipal().getName()))
                        .onFailure()
                        .invoke(failure -> request.put(WHY, failure.getCause())))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom()
                .item(new ChallengeData(UNAUTHORIZED, HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"koda\""));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext request) {
        if (!request.response().ended()) {
            if (request.get(WHY) instanceof Problem ofOurs) {
                problems.end(request, ofOurs);
            } else {
                request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"koda\"");
                problems.end(request, Refusals.authenticationRequired());
            }
        }
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(BearerRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "Bearer"));
    }

    private static Optional<String> tokenOf(RoutingContext request) {
        String header = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.chars().filter(character -> character == '.').count() == 2 ? Optional.of(token) : Optional.empty();
    }
}
