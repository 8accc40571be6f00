package dev.koda.provider.completion;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.quarkus.logging.Log;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.ToolCall;

/** Tells one candidate's answer to the runtime as events: {@code delta reasoning tool_call}, then {@code done} or {@code error}. */
final class StreamedCompletion implements LiveAnswer {

    private final EventStream events;
    private final CompletionRequest request;

    private record Words(String text) {}

    StreamedCompletion(EventStream events, CompletionRequest request) {
        this.events = events;
        this.request = request;
    }

    @Override
    public void text(String text) {
        events.event("delta", new Words(text));
    }

    @Override
    public void reasoning(String text) {
        events.event("reasoning", new Words(text));
    }

    @Override
    public void toolCall(ToolCall call) {
        events.event("tool_call", call);
    }

    void done(Settlement settlement) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("finish_reason", settlement.finish().reason());
        body.put("provider", request.provider());
        body.put("model", request.model());
        body.put("request_id", settlement.finish().requestId());
        body.put("usage", settlement.finish().usage());
        body.put("cost", settlement.cost().orElse(null));
        events.event("done", body);
        events.end();
    }

    /** False where the service itself cannot take the call now: that has a status of its own, and no vendor is to blame. */
    boolean failed(Throwable thrown) {
        switch (thrown) {
            case CallCancelled gone -> events.end();
            case VendorFailure failure -> error(failure);
            case Problem problem
            when problem.status() >= 500 && !events.begun() -> {
                return false;
            }
            case Problem problem -> problem(problem);
            default -> {
                Log.errorf(thrown, "a call of %s/%s ended unexpectedly", request.provider(), request.model());
                error(VendorFailure.of(Failure.UNKNOWN, "The call ended unexpectedly."));
            }
        }
        return true;
    }

    private void error(VendorFailure failure) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("failure", failure.failure().wire());
        body.put("action", failure.action().name().toLowerCase(Locale.ROOT));
        body.put("detail", failure.detail());
        body.put("http_status", failure.status() == 0 ? null : failure.status());
        body.put("provider", request.provider());
        body.put("model", request.model());
        body.put("retry_after_ms", failure.retryAfter().map(Duration::toMillis).orElse(null));
        body.put("code", failure.code().orElse(null));
        events.event("error", body);
        events.end();
    }

    /** Something of ours refuses, such as a budget: no peer would help. */
    private void problem(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("failure", Failure.QUOTA.wire());
        body.put("action", "stop");
        body.put("detail", problem.detail());
        body.put("http_status", problem.status());
        body.put("provider", request.provider());
        body.put("model", request.model());
        body.put("retry_after_ms", null);
        body.put("code", problem.code());
        events.event("error", body);
        events.end();
    }
}
