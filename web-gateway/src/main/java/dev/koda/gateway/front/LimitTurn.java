package dev.koda.gateway.front;

import jakarta.inject.Singleton;

import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.identity.Credentials;
import dev.koda.gateway.limit.RequestLimits;
import dev.koda.platform.problem.Problem;

/** Counts the request against its identity, else against its address; assets and liveness are free. */
@Singleton
class LimitTurn {
    private final RequestLimits limits;
    private final FrontProblems problems;

    LimitTurn(RequestLimits limits, FrontProblems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    void handle(RoutingContext request) {
        String path = Paths.of(request);
        if (Paths.isAsset(path) || Paths.isOpenToAll(path)) {
            request.next();
            return;
        }
        try {
            Credentials.identityOf(request)
                    .ifPresentOrElse(
                            identity -> limits.countKnown(identity.limitKey()), () -> countWithoutIdentity(request));
        } catch (Problem tooMany) {
            problems.end(request, tooMany);
            return;
        }
        request.next();
    }

    private void countWithoutIdentity(RoutingContext request) {
        if (Credentials.isBreakGlass(request)) {
            limits.countKnown("break-glass");
        } else {
            limits.countAnonymous(Credentials.addressOf(request));
        }
    }
}
