package dev.koda.platform.problem;

import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.MDC;

/** Gives each request its trace id before anything else happens, for log lines, answers and audit entries. */
class RequestTraces {

    /** Answered on every response, so that a user can quote it. */
    private static final String HEADER = "X-Trace-Id";

    /** Before all other filters of this house. */
    private static final int FIRST = 1_000;

    /** W3C Trace Context §3.2, version 00; an id of zeros only is invalid. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private static final String TRACEPARENT_HEADER = "traceparent";
    private static final int ID_START = 3;
    private static final int ID_END = 35;
    private static final String SAMPLED = "01";

    void register(@Observes Filters filters) {
        filters.register(RequestTraces::begin, FIRST);
    }

    private static void begin(RoutingContext request) {
        String trace = traceOf(request);
        request.request().headers().set(TRACEPARENT_HEADER, trace);
        String id = trace.substring(ID_START, ID_END);
        MDC.put(TraceIds.MDC_KEY, id);
        request.response().putHeader(HEADER, id);
        request.next();
    }

    /** The span's, else the caller's, else a new one, which whoever passes the request on finds in its headers. */
    private static String traceOf(RoutingContext request) {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return traceparent(
                    span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
        }
        String given = request.request().getHeader(TRACEPARENT_HEADER);
        return given != null && TRACEPARENT.matcher(given).matches()
                ? given
                : traceparent(TraceIds.mint(), IdGenerator.random().generateSpanId(), SAMPLED);
    }

    private static String traceparent(String traceId, String spanId, String flags) {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
