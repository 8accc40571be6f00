package dev.koda.provider.completion;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

import dev.koda.provider.prompt.Usage;

/**
 * Measures and traces calls: {@code koda_provider_call_seconds}, {@code koda_provider_tokens_total}, and a span by
 * OpenTelemetry's conventions for generative AI. Meters are found by a map, since looking one up by tags costs more.
 */
@Singleton
class CallTelemetry {

    private final MeterRegistry meters;
    private final Tracer tracer;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    CallTelemetry(MeterRegistry meters, Tracer tracer) {
        this.meters = meters;
        this.tracer = tracer;
    }

    /**
     * A call is over. Its span is made now with the times it had, so that the thousands of calls that wait for a vendor
     * hold none.
     */
    void ended(CandidateRequest request, String outcome, Usage used, boolean answered, Instant begun, Instant now) {
        String provider = request.provider();
        timers.computeIfAbsent(provider + "/" + outcome, key -> Timer.builder("koda_provider_call_seconds")
                        .tag("provider", provider)
                        .tag("outcome", outcome)
                        .register(meters))
                .record(Duration.between(begun, now));
        tokens(provider, "input", used.input());
        tokens(provider, "output", used.output());
        span(request, outcome, used, answered, begun).end(now);
    }

    private Span span(CandidateRequest request, String outcome, Usage used, boolean answered, Instant begun) {
        Span span = tracer.spanBuilder("chat " + request.model())
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(begun)
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.provider.name", request.provider())
                .setAttribute("gen_ai.request.model", request.model())
                .startSpan();
        if (span.isRecording()) {
            span.setAttribute("gen_ai.usage.input_tokens", used.input());
            span.setAttribute("gen_ai.usage.output_tokens", used.output());
            if (!answered) {
                span.setAttribute("error.type", outcome);
                span.setStatus(StatusCode.ERROR);
            }
        }
        return span;
    }

    private void tokens(String provider, String kind, long count) {
        counters.computeIfAbsent(provider + "/" + kind, key -> Counter.builder("koda_provider_tokens_total")
                        .tag("provider", provider)
                        .tag("kind", kind)
                        .register(meters))
                .increment(count);
    }
}
