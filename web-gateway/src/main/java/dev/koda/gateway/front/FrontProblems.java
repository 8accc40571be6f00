package dev.koda.gateway.front;

import java.util.Map;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.ProblemWriter;

/**
 * Ends a request with a problem in the form its caller reads: programs get RFC 9457, clients of the OpenAI wire format
 * get the same with OpenAI's {@code error} member, browsers get a page.
 */
@Singleton
class FrontProblems {
    private static final int UNAUTHORIZED = 401;

    private final ProblemWriter problems;

    FrontProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    void end(RoutingContext request, Problem problem) {
        if (request.response().headWritten()) {
            return;
        }
        String path = Paths.of(request);
        if (problem.status() == UNAUTHORIZED) {
            request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"koda\"");
        }
        if (path.startsWith("/v1/")) {
            problem.with("error", Map.of("message", problem.detail(), "type", problem.code(), "code", problem.code()));
        }
        if (!Paths.isApi(path) && wantsPage(request)) {
            FailurePage.end(request, problem);
        } else {
            problems.end(request, problem);
        }
    }

    private static boolean wantsPage(RoutingContext request) {
        String accept = request.request().getHeader(HttpHeaderNames.ACCEPT);
        return accept != null && accept.contains("text/html");
    }
}
