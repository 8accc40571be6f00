package dev.koda.platform.problem;

import java.time.Duration;

import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The last word on every failure of an endpoint: a problem is answered as it stands; what comes of a server that is away
 * is 503, a value that no row can hold is 400; anything else is logged, under its trace id as all lines are, and answered
 * with nothing but that id.
 */
class FailureMapper {

    private static final Logger LOG = Logger.getLogger(FailureMapper.class);
    private static final Duration RETRY_AFTER_TIMEOUT = Duration.ofSeconds(2);

    private final ProblemWriter problems;

    FailureMapper(ProblemWriter problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> problem(Problem problem, UriInfo uri) {
        return problems.response(problem, uri.getRequestUri().getRawPath());
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> timeout(TimeoutException late, UriInfo uri) {
        LOG.warnf("timed out path=%s", uri.getPath());
        return problem(
                Problem.unavailable("timed_out", "The answer took too long. Try again shortly.", RETRY_AFTER_TIMEOUT),
                uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> unexpected(Throwable failure, UriInfo uri) {
        if (Outage.isBehind(failure)) {
            LOG.warnf("a server is away path=%s cause=%s", uri.getPath(), failure);
            return problem(Problems.away(), uri);
        }
        if (Unstorable.isBehind(failure)) {
            return problem(Problems.unstorable(), uri);
        }
        LOG.errorf(failure, "unexpected failure path=%s", uri.getPath());
        return problem(Problems.unexpected(), uri);
    }
}
