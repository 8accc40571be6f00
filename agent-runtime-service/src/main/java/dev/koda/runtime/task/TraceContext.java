package dev.koda.runtime.task;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The W3C trace context of the work at hand, to be carried over the queue. */
final class TraceContext {

    private TraceContext() {}

    /** The {@code traceparent}, or null where nothing is traced. */
    static String current() {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid()) {
            return null;
        }
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
