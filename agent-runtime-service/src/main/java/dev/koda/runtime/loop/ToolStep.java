package dev.koda.runtime.loop;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jboss.logging.Logger;

import dev.koda.runtime.completion.ToolRequest;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.tool.ApprovalPolicy;
import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.Tool;
import dev.koda.runtime.tool.ToolCall;
import dev.koda.runtime.tool.ToolFailure;
import dev.koda.runtime.tool.ToolGrant;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.Toolbox;

/**
 * One tool call: judged, written down as an intent, done, written down as a result.
 *
 * <p>Whatever goes wrong becomes a result that the model and the trace both see; a call never ends the task.
 */
@ApplicationScoped
class ToolStep {
    private static final Logger LOG = Logger.getLogger(ToolStep.class);

    private final Toolbox toolbox;
    private final ToolOutput output;
    private final AgentFolders folders;
    private final Clock clock;

    ToolStep(Toolbox toolbox, ToolOutput output, AgentFolders folders, Clock clock) {
        this.toolbox = toolbox;
        this.output = output;
        this.folders = folders;
        this.clock = clock;
    }

    /** Answers an open call; the result is in the conversation, and remembered but not yet committed. */
    void answer(Run run, Conversation conversation, ToolRequest request) throws InterruptedException {
        Optional<JournalEntry> begun = conversation.begun(request.id());
        if (begun.isPresent()) {
            resume(run, conversation, request, begun.get());
            return;
        }
        Optional<ToolResult> refusal = refusal(run, request);
        JournalEntry intent = run.pen().add(intent(request));
        conversation.apply(intent);
        if (refusal.isPresent()) {
            finish(run, conversation, request, intent, refusal.get());
            return;
        }
        run.pen().commit();
        finish(run, conversation, request, intent, perform(run, request));
    }

    /** Answers a call beyond the bound of one turn without doing it. */
    void refuseSurplus(Run run, Conversation conversation, ToolRequest request, int most) {
        JournalEntry intent = run.pen().add(intent(request));
        conversation.apply(intent);
        ToolResult refusal = ToolResult.failed(
                "blocked",
                problem(
                        "too_many_calls",
                        "Only " + most + " calls are done in one turn.",
                        "Call it again in the next."));
        finish(run, conversation, request, intent, refusal);
    }

    /** The intent was committed and the result was not: a crash lies between. */
    private void resume(Run run, Conversation conversation, ToolRequest request, JournalEntry intent)
            throws InterruptedException {
        EffectClass effect = toolbox.find(request.name())
                .map(tool -> tool.effect(request.arguments()))
                .orElse(EffectClass.IRREVERSIBLE);
        ToolResult result = effect.repeatable()
                ? perform(run, request)
                : ToolResult.failed(
                        "interrupted",
                        problem(
                                "interrupted",
                                "The worker stopped while this call was under way; whether it took effect is not known.",
                                "Check before you repeat it."));
        finish(run, conversation, request, intent, result);
    }

    private Optional<ToolResult> refusal(Run run, ToolRequest request) {
        Optional<ToolGrant> grant = run.agent().grant(request.name());
        if (grant.isEmpty() || toolbox.find(request.name()).isEmpty()) {
            return Optional.of(ToolResult.failed(
                    "error",
                    problem(
                            "tool_unknown",
                            "There is no tool " + request.name() + ".",
                            "Use one of the tools you were given.")));
        }
        if (grant.get().approval() == ApprovalPolicy.DENY) {
            return Optional.of(ToolResult.failed(
                    "blocked", problem("tool_denied", request.name() + " is not allowed here.", "Go on without it.")));
        }
        return toolbox.faults(request.name(), request.arguments())
                .map(faults -> ToolResult.failed(
                        "error",
                        problem(
                                "arguments_invalid",
                                "The arguments do not fit: " + faults,
                                "Call again with valid ones.")));
    }

    private ToolResult perform(Run run, ToolRequest request) throws InterruptedException {
        Tool tool = toolbox.find(request.name()).orElseThrow();
        ToolGrant grant = run.agent().grant(request.name()).orElseThrow();
        if (run.task().trial() && tool.effect(request.arguments()) == EffectClass.IRREVERSIBLE) {
            return new ToolResult(
                    "rehearsed",
                    problem("rehearsed", "A trial of a draft does not run this tool.", "Take it as done."),
                    "runtime",
                    true,
                    List.of());
        }
        try {
            List<Path> readable = folders.of(grant.settings());
            return output.bounded(
                    run.task(),
                    request.id(),
                    tool.run(new ToolCall(
                            run.task().id(),
                            run.task().agentId(),
                            request.id(),
                            request.arguments(),
                            grant.settings(),
                            run.workspace(),
                            readable)));
        } catch (ToolFailure failed) {
            return ToolResult.failed(failed.status(), problem(failed.code(), failed.getMessage(), failed.hint()));
        } catch (RuntimeException broken) {
            LOG.errorf(
                    broken,
                    "tool failed unexpectedly task_id=%s tool=%s",
                    run.task().id(),
                    request.name());
            return ToolResult.failed(
                    "error", problem("tool_broken", request.name() + " failed inside.", "Try another way."));
        }
    }

    private void finish(
            Run run, Conversation conversation, ToolRequest request, JournalEntry intent, ToolResult result) {
        ObjectNode body = Steps.body(request.name(), result.status())
                .put("call_id", request.id())
                .put("is_error", result.isError())
                .put("origin", result.origin())
                .put("trust", result.trusted() ? "workspace" : "untrusted")
                .put("to_model", output.text(result))
                .put(
                        "duration_ms",
                        Duration.between(intent.at(), clock.instant()).toMillis());
        body.set("input", request.arguments());
        body.set("output", result.content());
        if (result.isError()) {
            body.set("error", result.content());
        }
        ArrayNode artifacts = body.putArray("artifacts");
        result.artifacts().forEach(artifacts::add);
        conversation.apply(run.pen().add(Draft.finished(StepKind.TOOL_CALL, intent.seq(), body)));
    }

    private static Draft intent(ToolRequest request) {
        ObjectNode body = Steps.body(request.name(), "running").put("call_id", request.id());
        body.set("input", request.arguments());
        return Draft.started(StepKind.TOOL_CALL, body);
    }

    private static ObjectNode problem(String code, String message, String hint) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("message", message)
                .put("hint", hint);
    }
}
