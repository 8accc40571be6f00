package dev.koda.platform.problem;

import java.io.IOException;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals that come before a feature: no such path, wrong method, unreadable body, unknown caller. */
class HttpMapper {

    private static final Logger LOG = Logger.getLogger(HttpMapper.class);

    private static final String TOO_LARGE = "Request too large";

    private final ProblemWriter problems;

    HttpMapper(ProblemWriter problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> notFound(NotFoundException missing, UriInfo uri) {
        return answer(Problems.noSuchPath(uri.getRequestUri().getRawPath()), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> http(WebApplicationException refusal, UriInfo uri) {
        if (refusal.getCause() instanceof JacksonException unreadable) {
            return json(unreadable, uri);
        }
        Response given = refusal.getResponse();
        if (given.getStatus() >= 500) {
            LOG.errorf(refusal, "unexpected failure path=%s", uri.getPath());
        }
        RestResponse<ProblemBody> answer = answer(Problems.ofStatus(given.getStatus()), uri);
        copyHeader(given, answer, HttpHeaders.ALLOW);
        return answer;
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> json(MismatchedInputException unreadable, UriInfo uri) {
        return json((JacksonException) unreadable, uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> unauthenticated(UnauthorizedException refusal, UriInfo uri) {
        return unauthenticated(uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> refused(AuthenticationFailedException refusal, UriInfo uri) {
        return refusal.getCause() instanceof Problem ofOurs ? answer(ofOurs, uri) : unauthenticated(uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> incomplete(AuthenticationCompletionException refusal, UriInfo uri) {
        return unauthenticated(uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemBody> forbidden(ForbiddenException refusal, UriInfo uri) {
        return answer(Problems.ofStatus(403), uri);
    }

    /**
     * A body without a length went over the limit while it was read: RESTEasy Reactive (VertxInputStream) has answered a
     * bare 413 by then and says so by the message alone. A refused connection is that of a server behind us. Any other
     * failure to read or write is unexpected.
     */
    @ServerExceptionMapper
    RestResponse<ProblemBody> io(IOException failure, UriInfo uri) {
        if (TOO_LARGE.equals(failure.getMessage())) {
            return answer(Problems.ofStatus(413), uri);
        }
        if (Outage.isBehind(failure)) {
            LOG.warnf("a server is away path=%s cause=%s", uri.getPath(), failure);
            return answer(Problems.away(), uri);
        }
        LOG.errorf(failure, "unexpected failure path=%s", uri.getPath());
        return answer(Problems.unexpected(), uri);
    }

    /** The client hung up; nobody reads the answer and nothing is wrong here. */
    @ServerExceptionMapper
    RestResponse<ProblemBody> gone(HttpClosedException hungUp, UriInfo uri) {
        return answer(Problems.ofStatus(400), uri);
    }

    private RestResponse<ProblemBody> json(JacksonException unreadable, UriInfo uri) {
        return answer(JsonFaults.problem(unreadable), uri);
    }

    private RestResponse<ProblemBody> unauthenticated(UriInfo uri) {
        RestResponse<ProblemBody> answer = answer(Problems.ofStatus(401), uri);
        answer.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"koda\"");
        return answer;
    }

    private RestResponse<ProblemBody> answer(Problem problem, UriInfo uri) {
        return problems.response(problem, uri.getRequestUri().getRawPath());
    }

    private static void copyHeader(Response from, RestResponse<ProblemBody> to, String header) {
        String value = from.getHeaderString(header);
        if (value != null) {
            to.getHeaders().putSingle(header, value);
        }
    }
}
