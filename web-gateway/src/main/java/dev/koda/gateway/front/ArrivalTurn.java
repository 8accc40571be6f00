package dev.koda.gateway.front;

import jakarta.inject.Singleton;

import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.headers.SecurityHeaders;
import dev.koda.gateway.identity.Credentials;
import dev.koda.gateway.origin.ClientAddresses;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.ProblemWriter;

/**
 * First look at a request: whose address it has, the headers its answer will carry; what is never served is
 * turned away. The body stays unread until somebody wants it.
 */
@Singleton
class ArrivalTurn {
    private final ClientAddresses addresses;
    private final SecurityHeaders security;
    private final OpenStreams streams;
    private final ProblemWriter problems;

    ArrivalTurn(ClientAddresses addresses, SecurityHeaders security, OpenStreams streams, ProblemWriter problems) {
        this.addresses = addresses;
        this.security = security;
        this.streams = streams;
        this.problems = problems;
    }

    void handle(RoutingContext request) {
        request.request().pause();
        Credentials.address(request, addresses.of(request.request()));
        security.prepare(request);
        streams.watch(request);
        String path = Paths.of(request);
        if (Paths.isAmbiguous(path)) {
            problems.end(
                    request,
                    Problem.badRequest(
                            "path_not_normal",
                            "The path must be in its plain form, without dot segments, doubled slashes or encoded separators."));
        } else if (Paths.isInternal(path)) {
            problems.end(request, Problem.notFound("not_found", "There is nothing at this address."));
        } else {
            request.next();
        }
    }
}
