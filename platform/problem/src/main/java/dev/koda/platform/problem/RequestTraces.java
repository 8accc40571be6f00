package dev.koda.platform.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.event.Observes;

import io.opentelemetry.api.trace.Span;
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
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    void register(@Observes Filters filters) {
        filters.register(RequestTraces::begin, FIRST);
    }

    private static void begin(RoutingContext request) {
        String id = idOf(request);
        MDC.put(TraceIds.MDC_KEY, id);
        request.response().putHeader(HEADER, id);
        request.next();
    }

    private static String idOf(RoutingContext request) {
        if (Span.current().getSpanContext().isValid()) {
            return Span.current().getSpanContext().getTraceId();
        }
        String header = request.request().getHeader("traceparent");
        Matcher parent = TRACEPARENT.matcher(header == null ? "" : header);
        return parent.matches() ? parent.group(1) : TraceIds.mint();
    }
}
