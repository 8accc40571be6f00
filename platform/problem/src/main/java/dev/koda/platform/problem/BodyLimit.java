package dev.koda.platform.problem;

import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a body that says it is over the limit with a problem; Quarkus itself would answer with nothing. A body
 * without a length is cut off by Quarkus when it goes over.
 */
class BodyLimit {

    /** Right after the trace id. */
    private static final int SECOND = 900;

    private final ProblemWriter problems;
    private final long most;

    BodyLimit(ProblemWriter problems, VertxHttpConfig http) {
        this.problems = problems;
        this.most = http.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, SECOND);
    }

    private void check(RoutingContext request) {
        if (length(request) <= most) {
            request.next();
            return;
        }
        // The body is not read, so the connection cannot be used again.
        request.response().putHeader("Connection", "close");
        problems.end(request, Problems.tooLarge(most));
    }

    private static long length(RoutingContext request) {
        try {
            String header = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException unreadable) {
            return Long.MAX_VALUE;
        }
    }
}
