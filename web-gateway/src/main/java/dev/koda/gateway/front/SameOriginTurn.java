package dev.koda.gateway.front;

import java.util.Set;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.identity.Credentials;
import dev.koda.gateway.origin.SameOrigin;
import dev.koda.platform.problem.Problem;

/**
 * A change that a browser could send on somebody's behalf must come from our own pages. Bearers are not sent by browsers
 * on their own, so they need no origin.
 */
@Singleton
class SameOriginTurn {
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SameOrigin sameOrigin;
    private final FrontProblems problems;

    SameOriginTurn(SameOrigin sameOrigin, FrontProblems problems) {
        this.sameOrigin = sameOrigin;
        this.problems = problems;
    }

    void handle(RoutingContext request) {
        boolean exempt = HARMLESS.contains(request.request().method()) || Credentials.byBearer(request);
        if (exempt || sameOrigin.allows(request.request(), Credentials.byCookie(request))) {
            request.next();
            return;
        }
        problems.end(
                request,
                Problem.forbidden(
                        "cross_site_request",
                        "This change was not sent from a page of this site. Use the dashboard, or an API token as a bearer."));
    }
}
