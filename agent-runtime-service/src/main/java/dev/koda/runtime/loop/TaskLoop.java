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
            noteRecovery(run);
            finishOpenIteration(run, conversation);
        }
        return TaskEnd.completed(conversation.finalText().orElseThrow());
    }

    /** Answers the calls of the last turn and judges it; nothing to do where no turn is open. */
    private void finishOpenIteration(Run run, Conversation conversation) throws InterruptedException {
        int done = 0;
        int most = limits.toolCallsPerTurn(run.task());
        for (List<ToolRequest> calls = conversation.calls().open();
                !calls.isEmpty();
                calls = conversation.calls().open()) {
            run.stopIfAsked();
            List<ToolRequest> together = leadingReads(run, conversation, calls, most - done);
            if (done >= most) {
                tools.refuseSurplus(run, conversation, calls.getFirst(), most);
            } else if (together.size() > 1) {
                tools.answerTogether(run, conversation, together);
                done += together.size();
            } else {
                tools.answer(run, conversation, calls.getFirst());
                done++;
            }
            noteRecovery(run);
        }
        if (!conversation.calls().outcomes().isEmpty()
                || conversation.finalText().isPresent()) {
            judge(run, conversation);
        }
    }

    /** The calls at the front that only read: they are made at the same time. */
    private List<ToolRequest> leadingReads(Run run, Conversation conversation, List<ToolRequest> calls, int most) {
        return calls.stream()
                .limit(Math.max(most, 0))
                .takeWhile(call -> tools.runsBesideOthers(run, conversation, call))
                .toList();
    }

    /** A recovered task has got on: only now it may be called recovered. */
    private void noteRecovery(Run run) {
        if (run.recovering().compareAndSet(true, false)) {
            settlement.record(
                    run.pen(),
                    List.of(TaskEvents.about(run.task(), "task.recovered", Origin.SYSTEM)
                            .detail("recoveries", run.task().recoveries())
                            .event(run.task().id().toString())));
        }
    }

    private void judge(Run run, Conversation conversation) throws InterruptedException {
        List<CallOutcome> outcomes = conversation.calls().outcomes();
        Fingerprint fingerprint = Fingerprint.of(outcomes, run.files().digest());
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
        evidence.set("calls", conversation.calls().last());
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
