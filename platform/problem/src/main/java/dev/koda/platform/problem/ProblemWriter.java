package dev.koda.platform.problem;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Writes a problem as an answer: of a REST endpoint, or straight to a Vert.x request where no endpoint was reached. */
@ApplicationScoped
public class ProblemWriter {

    /** RFC 9457 §3. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final ObjectMapper json;

    ProblemWriter(ObjectMapper json) {
        this.json = json;
    }

    /** The answer of an endpoint under the given path. */
    public RestResponse<ProblemBody> response(Problem problem, String path) {
        ResponseBuilder<ProblemBody> answer = ResponseBuilder.<ProblemBody>create(problem.status())
                .type(MediaType.valueOf(MEDIA_TYPE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ProblemBody.of(problem, path, TraceIds.current()));
        problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wholeSeconds(wait)));
        return answer.build();
    }

    /** Ends a Vert.x request with the problem; does nothing when the answer has begun. */
    public void end(RoutingContext request, Problem problem) {
        if (request.response().headWritten()) {
            return;
        }
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.retryAfter()
                .ifPresent(wait -> request.response().putHeader(HttpHeaders.RETRY_AFTER, wholeSeconds(wait)));
        request.end(text(ProblemBody.of(problem, request.request().path(), TraceIds.current())));
    }

    private String text(ProblemBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a problem holds a member that is not JSON", failure);
        }
    }

    private static String wholeSeconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(NANOS_PER_SECOND - 1).toSeconds()));
    }
}
