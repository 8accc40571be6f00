package dev.koda.platform.outbox;

import java.util.Optional;
import java.util.UUID;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jboss.logging.MDC;

/** The trace that the work at hand belongs to: the current span's, else the one the request brought (logging context). */
final class CurrentTrace {
    private static final String MDC_KEY = "trace_id";

    private CurrentTrace() {}

    static Optional<String> id() {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return Optional.of(span.getTraceId());
        }
        return Optional.ofNullable(MDC.get(MDC_KEY)).map(Object::toString).filter(id -> id.length() == 32);
    }

    /** W3C trace context; without a span of our own the event's id stands in for the parent span. */
    static Optional<String> parent(UUID eventId) {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                    + span.getTraceFlags().asHex());
        }
        return id().map(trace -> "00-%s-%016x-00".formatted(trace, eventId.getLeastSignificantBits()));
    }
}
