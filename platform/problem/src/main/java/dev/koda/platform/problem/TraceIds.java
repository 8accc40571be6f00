package dev.koda.platform.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jboss.logging.MDC;

/**
 * The trace id that ties an answer, its log lines and its audit entries together: 32 lower-case hex digits.
 *
 * <p>Taken from the current OpenTelemetry span, else from the request's W3C {@code traceparent}, else minted once per
 * request. Outside a request without a span, each call mints a new one.
 */
public final class TraceIds {

    /** The key under which the id stands in every log line. */
    public static final String MDC_KEY = "trace_id";

    private TraceIds() {}

    /** The id of the work at hand; never null. */
    public static String current() {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return span.getTraceId();
        }
        return MDC.get(MDC_KEY) instanceof String known ? known : mint();
    }

    static String mint() {
        return IdGenerator.random().generateTraceId();
    }
}
