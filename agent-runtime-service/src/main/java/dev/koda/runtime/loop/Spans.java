package dev.koda.runtime.loop;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;

import dev.koda.runtime.completion.Candidate;
import dev.koda.runtime.completion.Completion;
import dev.koda.runtime.task.Task;

/** OpenTelemetry spans of runs, model and tool calls, named and attributed by the GenAI conventions. */
@ApplicationScoped
class Spans {
    private static final TextMapGetter<String> TRACEPARENT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of("traceparent");
        }

        @Override
        public String get(String carrier, String key) {
            return "traceparent".equals(key) ? carrier : null;
        }
    };

    private final Tracer tracer;

    Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Work that may be told to stop. */
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** A run, below the request that made the task. */
    <T> T run(Task task, Work<T> work) throws InterruptedException {
        Context parent = task.traceparent() == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), task.traceparent(), TRACEPARENT);
        Span span = tracer.spanBuilder("invoke_agent " + task.agentName())
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        tag(
                span,
                "invoke_agent",
                Map.of(
                        "gen_ai.agent.id", task.agentId().toString(),
                        "koda.task_id", task.id().toString(),
                        "koda.lease_epoch", Long.toString(task.leaseEpoch())));
        return within(span, work);
    }

    Completion model(Task task, Candidate candidate, int seq, Work<Completion> work) throws InterruptedException {
        Span span = tracer.spanBuilder("chat " + candidate.model())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        tag(
                span,
                "chat",
                Map.of(
                        "gen_ai.provider.name", candidate.provider(),
                        "gen_ai.request.model", candidate.model(),
                        "koda.task_id", task.id().toString(),
                        "koda.step_seq", Integer.toString(seq)));
        return within(span, work);
    }

    <T> T tool(Task task, String name, String callId, int seq, Work<T> work) throws InterruptedException {
        Span span = tracer.spanBuilder("execute_tool " + name).startSpan();
        tag(
                span,
                "execute_tool",
                Map.of(
                        "gen_ai.tool.name",
                        name,
                        "gen_ai.tool.call.id",
                        callId,
                        "koda.task_id",
                        task.id().toString(),
                        "koda.step_seq",
                        Integer.toString(seq)));
        return within(span, work);
    }

    private static <T> T within(Span span, Work<T> work) throws InterruptedException {
        try (Scope _ = span.makeCurrent()) {
            return work.run();
        } catch (RuntimeException | InterruptedException failed) {
            span.setStatus(StatusCode.ERROR, failed.getClass().getSimpleName());
            throw failed;
        } finally {
            span.end();
        }
    }

    private static void tag(Span span, String operation, Map<String, String> attributes) {
        span.setAttribute(AttributeKey.stringKey("gen_ai.operation.name"), operation);
        attributes.forEach((key, value) -> span.setAttribute(AttributeKey.stringKey(key), value));
    }
}
