package dev.koda.runtime.loop;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.approval.Approval;
import dev.koda.runtime.approval.ApprovalQuestions;
import dev.koda.runtime.approval.ApprovalStep;
import dev.koda.runtime.approval.Consent;
import dev.koda.runtime.completion.ToolRequest;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.task.TaskEnd;
import dev.koda.runtime.tool.ApprovalPolicy;
import dev.koda.runtime.tool.ToolGrant;
import dev.koda.runtime.tool.ToolResult;
import dev.koda.runtime.tool.Toolbox;

/** Judges a call before it is made: is it known, well formed, allowed, and, where a person decides, consented to. */
@ApplicationScoped
class ToolGate {
    private final Toolbox toolbox;
    private final ToolRun tools;
    private final ApprovalQuestions questions;

    ToolGate(Toolbox toolbox, ToolRun tools, ApprovalQuestions questions) {
        this.toolbox = toolbox;
        this.tools = tools;
        this.questions = questions;
    }

    /** A call that may be made, with the arguments it may be made with, or the result that stands in its place. */
    record Judged(JsonNode arguments, Optional<ToolResult> refusal) {

        static Judged go(JsonNode arguments) {
            return new Judged(arguments, Optional.empty());
        }

        static Judged refused(ToolRequest request, String status, String code, String message, String hint) {
            return new Judged(
                    request.arguments(), Optional.of(ToolResult.failed(status, Steps.problem(code, message, hint))));
        }
    }

    /** Ends the run with a question where a person has to be asked first. */
    Judged judge(Run run, Conversation conversation, ToolRequest request) {
        Optional<ToolGrant> grant = run.agent().grant(request.name());
        if (grant.isEmpty() || toolbox.find(request.name()).isEmpty()) {
            return Judged.refused(
                    request,
                    "error",
                    "tool_unknown",
                    "There is no tool " + request.name() + ".",
                    "Use one of the tools you were given.");
        }
        Optional<String> faults = toolbox.faults(request.name(), request.arguments());
        if (faults.isPresent()) {
            return Judged.refused(
                    request,
                    "error",
                    "arguments_invalid",
                    "The arguments do not fit: " + faults.get(),
                    "Call again with valid ones.");
        }
        return switch (grant.get().approval()) {
            case AUTO -> Judged.go(request.arguments());
            case DENY ->
                Judged.refused(
                        request,
                        "blocked",
                        "tool_denied",
                        request.name() + " is not allowed here.",
                        "Go on without it.");
            case ASK ->
                tools.rehearsed(run, request.name(), request.arguments())
                        ? Judged.go(request.arguments())
                        : consented(run, conversation, request);
        };
    }

    /** Whether the call passes without anybody being asked. */
    boolean open(Run run, ToolRequest request) {
        boolean auto = run.agent()
                .grant(request.name())
                .filter(grant -> grant.approval() == ApprovalPolicy.AUTO)
                .isPresent();
        return auto && toolbox.faults(request.name(), request.arguments()).isEmpty();
    }

    private Judged consented(Run run, Conversation conversation, ToolRequest request) {
        String hash =
                Consent.hash(request.name(), request.arguments(), run.task().agentVersion());
        if (conversation.calls().consented(hash)) {
            return Judged.go(request.arguments());
        }
        Optional<JournalEntry> decision = conversation.calls().decision(request.id());
        if (decision.isEmpty()) {
            throw ask(run, conversation, request, Approval.POLICY);
        }
        JsonNode body = decision.get().body();
        return switch (body.path("status").asText()) {
            case "approved" -> {
                if (!hash.equals(body.path("consent_hash").asText())) {
                    throw ask(run, conversation, request, Approval.POLICY);
                }
                yield Judged.go(request.arguments());
            }
            case "edited" -> edited(request, body.path("arguments"));
            case "expired" ->
                Judged.refused(
                        request,
                        "blocked",
                        "approval_expired",
                        "Nobody answered in time.",
                        "Go on without it, or say what you need.");
            default ->
                Judged.refused(
                        request,
                        "blocked",
                        "approval_rejected",
                        "A person said no." + note(body),
                        "Do not try it again in another form; go on without it.");
        };
    }

    private Judged edited(ToolRequest request, JsonNode arguments) {
        return toolbox.faults(request.name(), arguments)
                .map(faults -> Judged.refused(
                        request,
                        "error",
                        "arguments_invalid",
                        "The edited arguments do not fit: " + faults,
                        "Ask again."))
                .orElseGet(() -> Judged.go(arguments));
    }

    /** Parks the task with a question; thrown, and committed together with the parking. */
    RunEnds ask(Run run, Conversation conversation, ToolRequest request, String reason) {
        var question = new ApprovalQuestions.Question(
                request.id(),
                request.name(),
                request.arguments(),
                tools.effect(request.name(), request.arguments()).word(),
                conversation.lastText());
        Approval approval = questions.ask(run.task(), question, reason);
        conversation.apply(run.pen().add(Draft.step(StepKind.APPROVAL, ApprovalStep.asked(approval))));
        return new RunEnds(TaskEnd.waitingForApproval(reason, questions.parking(run.task(), approval)));
    }

    private static String note(JsonNode body) {
        return body.hasNonNull("note") ? " They said: " + body.get("note").asText() : "";
    }
}
