package dev.koda.gateway.front;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import dev.koda.gateway.identity.Identities;
import dev.koda.gateway.identity.Identity;
import dev.koda.gateway.identity.Presented;
import dev.koda.gateway.identity.PresentedCredentials;
import dev.koda.gateway.limit.RequestLimits;
import dev.koda.platform.problem.Problem;

import static dev.koda.gateway.identity.Credentials.addressOf;

/**
 * Finds out who asks. A bearer that is not known is 401; a cookie that is not known is like none, so that its holder can
 * sign in again. Bearers nobody has seen yet are counted against their address before auth-service is asked.
 */
@Singleton
class IdentityTurn {
    private static final Logger LOG = Logger.getLogger(IdentityTurn.class);
    private static final int UNAUTHORIZED = 401;

    private final PresentedCredentials presented;
    private final Identities identities;
    private final RequestLimits limits;
    private final FrontProblems problems;

    IdentityTurn(PresentedCredentials presented, Identities identities, RequestLimits limits, FrontProblems problems) {
        this.presented = presented;
        this.identities = identities;
        this.limits = limits;
        this.problems = problems;
    }

    void handle(RoutingContext request) {
        String path = Paths.of(request);
        if (Paths.isAsset(path) || Paths.isOpenToAll(path)) {
            withoutCredential(request);
            return;
        }
        try {
            Presented credential = presented.in(request);
            switch (credential.kind()) {
                case NONE -> withoutCredential(request);
                case UNUSABLE -> refuse(request, Presented.unusable());
                case SESSION, API_TOKEN, BREAK_GLASS, DEVELOPMENT -> resolve(request, credential);
            }
        } catch (Problem problem) {
            refuse(request, problem);
        }
    }

    private void resolve(RoutingContext request, Presented credential) {
        if (needsNobodysWord(request, credential)) {
            credential.settle(request, null);
            withoutCredential(request);
            return;
        }
        Optional<Identity> known = identities.known(credential);
        if (known.isPresent()) {
            goOn(request, credential, known.get());
            return;
        }
        if (credential.isBearer()) {
            limits.beforeUnknownBearer(addressOf(request));
        }
        identities
                .of(credential, addressOf(request), request.request().getHeader(HttpHeaderNames.USER_AGENT))
                .subscribe()
                .with(identity -> goOn(request, credential, identity), failure -> failed(request, credential, failure));
    }

    private static void goOn(RoutingContext request, Presented credential, Identity identity) {
        credential.settle(request, identity);
        withoutCredential(request);
    }

    private void failed(RoutingContext request, Presented credential, Throwable failure) {
        if (!(failure instanceof Problem problem)) {
            LOG.errorf(failure, "identity lookup failed unexpectedly");
            request.fail(failure);
            return;
        }
        boolean unknown = problem.status() == UNAUTHORIZED;
        if (unknown && credential.isBearer()) {
            limits.countAnonymous(addressOf(request));
            refuse(request, problem);
        } else if (unknown) {
            credential.settle(request, null);
            withoutCredential(request);
        } else {
            refuse(request, problem);
        }
    }

    /** The doctor must speak while auth-service is away: the host's own token needs nobody to vouch for it. */
    private static boolean needsNobodysWord(RoutingContext request, Presented credential) {
        return credential.kind() == Presented.Kind.BREAK_GLASS
                && Paths.of(request).equals("/api/control-plane/doctor");
    }

    private static void withoutCredential(RoutingContext request) {
        request.request().headers().remove(HttpHeaderNames.AUTHORIZATION);
        request.next();
    }

    private void refuse(RoutingContext request, Problem problem) {
        problems.end(request, problem);
    }
}
