package dev.koda.runtime.loop;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.platform.outbox.AuditEntry.Outcome;
import dev.koda.runtime.approval.Approval;
import dev.koda.runtime.completion.ToolRequest;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.task.TaskEnd;
import dev.koda.runtime.task.TaskEvents;
import dev.koda.runtime.task.TaskSettlement;
import dev.koda.runtime.tool.EffectClass;
import dev.koda.runtime.tool.ToolParks;
import dev.koda.runtime.tool.ToolResult;

/**
 * One tool call: judged, written down as an intent, done, written down as a result. A call never fails the task.
 *
 * <p>The intent of a call with an effect is on disk before the call is made. One that only reads does not wait for that.
 */
@ApplicationScoped
class ToolStep {
    private final ToolGate gate;
    private final ToolRun tools;
    private final ToolOutput output;
    private final TaskSettlement settlement;
    private final Clock clock;

    ToolStep(ToolGate gate, ToolRun tools, ToolOutput output, TaskSettlement settlement, Clock clock) {
        this.gate = gate;
        this.tools = tools;
        this.output = output;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Answers an open call; the result is in the conversation, and remembered but not yet committed. */
    void answer(Run run, Conversation conversation, ToolRequest request) throws InterruptedException {
        Optional<JournalEntry> begun = conversation.calls().begun(request.id());
        if (begun.isPresent()) {
            resume(run, conversation, request, begun.get());
            return;
        }
        ToolGate.Judged judged = gate.judge(run, conversation, request);
        JournalEntry intent = intend(run, conversation, request, judged.arguments());
        if (judged.refusal().isPresent()) {
            finish(run, conversation, intent, judged.refusal().get());
            return;
        }
        if (tools.effect(request.name(), judged.arguments()) == EffectClass.PURE) {
            run.pen().commitBehind();
        } else {
            run.pen().commit();
        }
        finish(run, conversation, intent, perform(run, request, intent));
    }

    /** Answers several calls that only read, all at a time: intents in one commit behind them, results in their order. */
    void answerTogether(Run run, Conversation conversation, List<ToolRequest> requests) throws InterruptedException {
        List<JournalEntry> intents = new ArrayList<>();
        for (ToolRequest request : requests) {
            intents.add(conversation
                    .calls()
                    .begun(request.id())
                    .orElseGet(() -> intend(run, conversation, request, request.arguments())));
        }
        run.pen().commitBehind();
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ToolResult>> results = new ArrayList<>();
            for (int i = 0; i < requests.size(); i++) {
                ToolRequest request = requests.get(i);
                JournalEntry intent = intents.get(i);
                results.add(together.submit(() -> perform(run, request, intent)));
            }
            try {
                for (int i = 0; i < requests.size(); i++) {
                    finish(run, conversation, intents.get(i), results.get(i).get());
                }
            } catch (ExecutionException failed) {
                throw rethrown(failed);
            } finally {
                together.shutdownNow();
            }
        }
    }

    /** Whether the call only reads and nobody has to be asked, so that it may run beside others. */
    boolean runsBesideOthers(Run run, Conversation conversation, ToolRequest request) {
        boolean pure = tools.effect(request.name(), request.arguments()) == EffectClass.PURE;
        return pure && !"wait".equals(request.name()) && gate.open(run, request);
    }

    /** Answers a call beyond the bound of one turn without doing it. */
    void refuseSurplus(Run run, Conversation conversation, ToolRequest request, int most) {
        JournalEntry intent = intend(run, conversation, request, request.arguments());
        ObjectNode problem = Steps.problem(
                "too_many_calls", "Only " + most + " calls are done in one turn.", "Call it again in the next.");
        finish(run, conversation, intent, ToolResult.failed("error", problem));
    }

    /** The intent was committed and the result was not: a crash, or a time to wait, lies between. */
    private void resume(Run run, Conversation conversation, ToolRequest request, JournalEntry begun)
            throws InterruptedException {
        JsonNode arguments = begun.body().path("input");
        EffectClass effect = tools.effect(request.name(), arguments);
        if (effect.repeatable()) {
            finish(run, conversation, begun, perform(run, request, begun));
        } else if (effect == EffectClass.COMPENSABLE) {
            finish(run, conversation, begun, Steps.interrupted());
        } else {
            resolveDoubt(run, conversation, request, begun);
        }
    }

    private void resolveDoubt(Run run, Conversation conversation, ToolRequest request, JournalEntry begun)
            throws InterruptedException {
        Optional<JsonNode> decision = conversation
                .calls()
                .decision(request.id())
                .filter(entry -> entry.seq() > begun.seq())
                .map(JournalEntry::body)
                .filter(body -> Approval.IN_DOUBT.equals(body.path("reason").asText()));
        switch (decision.map(body -> body.path("status").asText()).orElse("")) {
            case "happened" -> finish(run, conversation, begun, Steps.happened(decision.orElseThrow()));
            case "not_happened" -> {
                // a new intent: should it crash again, the old answer says nothing about it
                JournalEntry again =
                        intend(run, conversation, request, begun.body().path("input"));
                run.pen().commit();
                finish(run, conversation, again, perform(run, request, again));
            }
            case "expired" -> finish(run, conversation, begun, Steps.interrupted());
            default -> throw gate.ask(run, conversation, request, Approval.IN_DOUBT);
        }
    }

    private ToolResult perform(Run run, ToolRequest request, JournalEntry intent) throws InterruptedException {
        try {
            return tools.perform(run, request.name(), intent.body().path("input"), intent);
        } catch (ToolParks parks) {
            throw new RunEnds(TaskEnd.retryAt(parks.until(), null));
        }
    }

    private JournalEntry intend(Run run, Conversation conversation, ToolRequest request, JsonNode arguments) {
        ObjectNode body = Steps.body(request.name(), "running").put("call_id", request.id());
        body.set("input", arguments);
        JournalEntry intent = run.pen().add(Draft.started(StepKind.TOOL_CALL, body));
        conversation.apply(intent);
        return intent;
    }

    private void finish(Run run, Conversation conversation, JournalEntry intent, ToolResult result) {
        long took = Duration.between(intent.at(), clock.instant()).toMillis();
        ObjectNode body = Steps.toolResult(intent.body(), result, output.text(result), took);
        conversation.apply(run.pen().add(Draft.finished(StepKind.TOOL_CALL, intent.seq(), body)));
        if ("blocked".equals(result.status())) {
            settlement.record(
                    run.pen(),
                    List.of(TaskEvents.about(run.task(), "security.tool.blocked", Origin.SYSTEM)
                            .outcome(Outcome.DENIED)
                            .detail("tool", intent.body().path("name").asText())
                            .detail("code", result.content().path("code").asText())
                            .event(run.task().id().toString())));
        }
    }

    private static RuntimeException rethrown(ExecutionException failed) throws InterruptedException {
        if (failed.getCause() instanceof InterruptedException stopped) {
            throw stopped;
        }
        return failed.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(failed.getCause());
    }
}
