package dev.koda.runtime.loop;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.verdict.Fingerprint;
import dev.koda.runtime.verdict.Judgement;

/** The words in which steps are written down. */
final class Steps {

    private Steps() {}

    static ObjectNode body(String name, String status) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("status", status);
    }

    static Draft queueWait(Instant createdAt, Instant claimedAt) {
        return Draft.step(
                StepKind.QUEUE_WAIT,
                body("queue wait", "ok")
                        .put("started_at", createdAt.toString())
                        .put(
                                "duration_ms",
                                Duration.between(createdAt, claimedAt).toMillis()));
    }

    static Draft lease(String worker, long epoch) {
        ObjectNode body = body("lease taken", "ok").put("duration_ms", 0);
        body.putObject("output").put("worker", worker).put("epoch", epoch);
        return Draft.step(StepKind.LEASE, body);
    }

    static Draft running() {
        return Draft.state(JsonNodeFactory.instance.objectNode().put("status", "running"));
    }

    static Draft context(JsonNode blocks, Duration took) {
        ObjectNode body = body("context", "ok").put("duration_ms", took.toMillis());
        body.set("output", blocks);
        return Draft.step(StepKind.CONTEXT, body);
    }

    static Draft iteration(int number, Judgement judgement, Fingerprint fingerprint) {
        ObjectNode body = body("iteration " + number, "ok")
                .put("iteration", number)
                .put("verdict", judgement.verdict().word())
                .put("reason", judgement.reason())
                .put("duration_ms", 0);
        body.set("counters", judgement.counters());
        body.set("fingerprint", fingerprint.json());
        return Draft.step(StepKind.ITERATION, body);
    }

    /** A word of the runtime to the model, shown in the trace as such. */
    static Draft note(String name, String toModel) {
        return Draft.step(
                StepKind.NOTE, body(name, "ok").put("to_model", toModel).put("origin", "runtime"));
    }

    static Draft compaction(int elided) {
        ObjectNode body = body("older results left out", "ok").put("duration_ms", 0);
        body.putObject("output").put("elided_results", elided);
        return Draft.step(StepKind.COMPACTION, body);
    }

    static Draft retry(String reason, Duration pause) {
        return Draft.step(
                StepKind.RETRY, body("retry", "ok").put("reason", reason).put("pause_ms", pause.toMillis()));
    }

    /** The result of a call: for the trace, and, as {@code to_model}, word for word what the model reads. */
    static ObjectNode toolResult(JsonNode intent, ToolResult result, String toModel, long tookMillis) {
        ObjectNode body = body(intent.path("name").asText(), result.status())
                .put("call_id", intent.path("call_id").asText())
                .put("is_error", result.isError())
                .put("origin", result.origin())
                .put("trust", result.trusted() ? "workspace" : "untrusted")
                .put("to_model", toModel)
                .put("duration_ms", tookMillis);
        body.set("input", intent.path("input"));
        body.set("output", result.content());
        if (result.isError()) {
            body.set("error", result.content());
        }
        ArrayNode artifacts = body.putArray("artifacts");
        result.artifacts().forEach(artifacts::add);
        return body;
    }

    /** Stands for the result of a call that a crash cut off and that is not made again. */
    static ToolResult interrupted() {
        return ToolResult.failed(
                "interrupted",
                problem(
                        "interrupted",
                        "The worker stopped while this call was under way; whether it took effect is not known.",
                        "Check before you repeat it."));
    }

    /** Stands for the result of a call that a person knows to have taken effect. */
    static ToolResult happened(JsonNode decision) {
        String said = decision.path("result").asText("A person says that it took effect.");
        return ToolResult.ok(
                JsonNodeFactory.instance.objectNode().put("result", said).put("confirmed_by", "operator"));
    }

    /** A failure in words for the model and the trace. */
    static ObjectNode problem(String code, String message, String hint) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("message", message)
                .put("hint", hint);
    }
}
