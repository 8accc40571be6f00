package dev.koda.gateway.front;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.route.Proxy;
import dev.koda.gateway.route.RouteTable;
import dev.koda.platform.problem.Problem;

/** Hands a request to the service that its path belongs to; what belongs to nobody else is the gateway's own. */
@Singleton
class RouteTurn {
    private final RouteTable table;
    private final Proxy proxy;
    private final OwnBodies bodies;
    private final FrontProblems problems;

    RouteTurn(RouteTable table, Proxy proxy, OwnBodies bodies, FrontProblems problems) {
        this.table = table;
        this.proxy = proxy;
        this.bodies = bodies;
        this.problems = problems;
    }

    void handle(RoutingContext request) {
        String path = Paths.of(request);
        table.find(path)
                .ifPresentOrElse(
                        route -> proxy.pass(request, route, problem -> problems.end(request, problem)),
                        () -> own(request, path));
    }

    private void own(RoutingContext request, String path) {
        if (Paths.isApi(path) && !table.isOwn(path)) {
            problems.end(
                    request,
                    Problem.notFound(
                            "route_not_found", "There is no such API path. See the reference in contracts/openapi."));
            return;
        }
        Optional<Problem> refusal = bodies.refusal(request);
        if (refusal.isPresent()) {
            problems.end(request, refusal.get());
            return;
        }
        request.request().resume();
        request.next();
    }
}
