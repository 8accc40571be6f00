package dev.koda.gateway.page.frame;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.koda.gateway.client.Trouble;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.ProblemWriter;
import dev.koda.platform.problem.TraceIds;

/** Answers for addresses that lead nowhere: a browser gets a page with a way on, a program the problem. */
class UnknownAddresses {
    private final FailurePages failures;
    private final ProblemWriter problems;

    UnknownAddresses(FailurePages failures, ProblemWriter problems) {
        this.failures = failures;
        this.problems = problems;
    }

    /** Before the mapper that all services have, which knows no pages. */
    @ServerExceptionMapper(priority = Priorities.USER - 1)
    Response missing(NotFoundException missing, HttpHeaders headers, UriInfo uri) {
        String path = uri.getRequestUri().getRawPath();
        Problem problem = Problem.notFound("not_found", "There is nothing at " + path + ".");
        return String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT)).contains(MediaType.TEXT_HTML)
                ? failures.page(trouble(problem))
                : problems.response(problem, path).toResponse();
    }

    private static Trouble trouble(Problem problem) {
        return new Trouble(
                "gateway",
                problem.status(),
                problem.code(),
                "No such page",
                problem.detail(),
                TraceIds.current(),
                null,
                null);
    }
}
