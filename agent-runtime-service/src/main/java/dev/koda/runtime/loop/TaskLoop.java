package dev.koda.runtime.loop;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;

import dev.koda.runtime.completion.ToolRequest;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.task.TaskEnd;
import dev.koda.runtime.task.TaskError;
import dev.koda.runtime.task.TaskEvents;
import dev.koda.runtime.task.TaskSettlement;
import dev.koda.runtime.verdict.CallOutcome;
import dev.koda.runtime.verdict.Fingerprint;
import dev.koda.runtime.verdict.Judgement;
import dev.koda.runtime.verdict.Verdict;

/**
 * The story of a task: ask the model, do what it asks for, judge whether that was progress, until it has answered.
 *
 * <p>The same story for a new task and for one that another worker left in the middle: the conversation says what is
 * still open. Runs on one virtual thread, top to bottom.
 */
@ApplicationScoped
class TaskLoop {
    private final ModelTurn model;
    private final ToolStep tools;
    private final Limits limits;
    private final TaskSettlement settlement;
    private final MeterRegistry metrics;

    TaskLoop(ModelTurn model, ToolStep tools, Limits limits, TaskSettlement settlement, MeterRegistry metrics) {
        this.model = model;
        this.tools = tools;
        this.limits = limits;
        this.settlement = settlement;
        this.metrics = metrics;
    }

    TaskEnd run(Run run, Conversation conversation) throws InterruptedException {
        finishOpenIteration(run, conversation);
        while (conversation.finalText().isEmpty()) {
            run.stopIfAsked();
            limits.check(run.task(), conversation);
            model.ask(run, conversation);
            finishOpenIteration(run, conversation);
        }
        return TaskEnd.completed(conversation.finalText().orElseThrow());
    }

    /** Answers the calls of the last turn and judges it; nothing to do where no turn is open. */
    private void finishOpenIteration(Run run, Conversation conversation) throws InterruptedException {
        List<ToolRequest> calls = conversation.openCalls();
        int most = limits.toolCallsPerTurn(run.task());
        for (int i = 0; i < calls.size(); i++) {
            run.stopIfAsked();
            if (i < most) {
                tools.answer(run, conversation, calls.get(i));
            } else {
                tools.refuseSurplus(run, conversation, calls.get(i), most);
            }
        }
        if (!conversation.outcomes().isEmpty() || conversation.finalText().isPresent()) {
            judge(run, conversation);
        }
    }

    private void judge(Run run, Conversation conversation) throws InterruptedException {
        List<CallOutcome> outcomes = conversation.outcomes();
        Fingerprint fingerprint = Fingerprint.of(outcomes, WorkspaceDigest.of(run.workspace()));
        Judgement judgement = outcomes.isEmpty()
                ? new Judgement(Verdict.PROGRESS, "final answer", 0, 0, 0)
                : conversation.judge().judge(fingerprint);
        conversation.iterationJudged(
                run.pen().add(Steps.iteration(conversation.iterations() + 1, judgement, fingerprint)));
        metrics.counter("koda_runtime_verdicts", "verdict", judgement.verdict().word())
                .increment();
        switch (judgement.verdict()) {
            case PROGRESS -> {
                // goes on
            }
            case SUSPECT -> conversation.apply(run.pen().add(Steps.note("loop suspected", suspicion(judgement))));
            case CYCLE -> throw cycle(run, conversation, judgement);
        }
    }

    private static String suspicion(Judgement judgement) {
        return "[runtime] This looks like a loop: " + judgement.reason()
                + ". Change your approach, or answer with what you have and say what is missing.";
    }

    private RunEnds cycle(Run run, Conversation conversation, Judgement judgement) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode().put("reason", judgement.reason());
        evidence.set("counters", judgement.counters());
        evidence.put("iteration", conversation.iterations());
        evidence.set("calls", conversation.lastCalls());
        settlement.record(
                run.pen(),
                List.of(TaskEvents.about(run.task(), "task.cycle_detected", Origin.SYSTEM)
                        .detail("reason", judgement.reason())
                        .event(run.task().id().toString())));
        return new RunEnds(TaskEnd.failed(new TaskError(
                "cycle_detected",
                "The task went in circles: " + judgement.reason() + ".",
                "Look at the evidence; make the instructions say when to stop, or fix what keeps failing.",
                evidence)));
    }
}
