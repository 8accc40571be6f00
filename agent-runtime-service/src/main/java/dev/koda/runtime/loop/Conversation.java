package dev.koda.runtime.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.completion.ChatMessage;
import dev.koda.runtime.completion.ToolRequest;
import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.verdict.CallOutcome;
import dev.koda.runtime.verdict.Fingerprint;
import dev.koda.runtime.verdict.ProgressJudge;

/**
 * What has happened in a task so far, as the model and the limits see it.
 *
 * <p>Built by {@link #apply} from the rows of the journal, one after the other: from those that stand there when a worker
 * takes the task, and from each new one as the run goes on. So a continued task cannot differ from one that was never
 * interrupted. Confined to the run's thread.
 */
final class Conversation {
    private final List<ChatMessage> messages = new ArrayList<>();
    private final ProgressJudge judge = new ProgressJudge();
    private final Spending spending = new Spending();
    private final ArrayNode artifacts = JsonNodeFactory.instance.arrayNode();
    private final Map<String, ToolRequest> open = new LinkedHashMap<>();
    private final Map<String, JournalEntry> begun = new HashMap<>();
    private final Map<String, JournalEntry> decisions = new HashMap<>();
    private final Set<String> consents = new HashSet<>();
    private final List<CallOutcome> outcomes = new ArrayList<>();
    private final ArrayNode lastCalls = JsonNodeFactory.instance.arrayNode();
    private String lastText = "";
    private String preferredModel;
    private JournalEntry unanswered;
    private String finalText;
    private int iterations;
    private int retries;

    Conversation(List<ChatMessage> prompt) {
        messages.addAll(prompt);
    }

    void apply(JournalEntry entry) {
        spending.apply(entry);
        if (entry.kind() == null) {
            return;
        }
        switch (entry.kind()) {
            case MODEL_CALL -> applyModelCall(entry);
            case TOOL_CALL -> applyToolCall(entry);
            case ITERATION -> {
                iterations = entry.body().path("iteration").asInt();
                judge.remember(Fingerprint.of(entry.body().path("fingerprint")));
                outcomes.clear();
            }
            case PROVIDER_SWITCH -> preferredModel = entry.body().path("to").asText();
            case NOTE -> {
                if (entry.body().hasNonNull("to_model")) {
                    messages.add(ChatMessage.user(entry.body().get("to_model").asText()));
                }
            }
            case RETRY -> retries++;
            case APPROVAL -> applyApproval(entry);
            case QUEUE_WAIT, LEASE, CONTEXT, RECOVERY, COMPACTION -> {
                // nothing the model or the limits see
            }
        }
    }

    private void applyModelCall(JournalEntry entry) {
        if (entry.type() == EntryType.STARTED) {
            unanswered = unanswered == null ? entry : unanswered;
            return;
        }
        JsonNode body = entry.body();
        if (!"ok".equals(body.path("status").asText())) {
            return;
        }
        unanswered = null;
        retries = 0;
        List<ToolRequest> calls = new ArrayList<>();
        body.path("tool_calls")
                .forEach(call -> calls.add(new ToolRequest(
                        call.path("id").asText(), call.path("name").asText(), call.path("arguments"))));
        lastText = body.path("text").asText();
        messages.add(ChatMessage.assistant(lastText, calls));
        calls.forEach(call -> open.put(call.id(), call));
        finalText = calls.isEmpty() ? lastText : null;
    }

    private void applyApproval(JournalEntry entry) {
        JsonNode body = entry.body();
        if ("pending".equals(body.path("status").asText())) {
            return;
        }
        decisions.put(body.path("call_id").asText(), entry);
        if ("approved".equals(body.path("status").asText())
                && "task".equals(body.path("scope").asText())) {
            consents.add(body.path("consent_hash").asText());
        }
    }

    private void applyToolCall(JournalEntry entry) {
        String callId = entry.body().path("call_id").asText();
        if (entry.type() == EntryType.STARTED) {
            begun.put(callId, entry);
            return;
        }
        ToolRequest request = open.remove(callId);
        begun.remove(callId);
        JsonNode body = entry.body();
        boolean error = body.path("is_error").asBoolean();
        messages.add(ChatMessage.tool(callId, body.path("to_model").asText(), error));
        artifacts.addAll((ArrayNode) body.withArray("artifacts"));
        if (request != null) {
            outcomes.add(new CallOutcome(request.name(), request.arguments(), body.path("output"), error));
        }
    }

    /** Takes up an iteration of a task that this one tries again; only the judge sees it. */
    void rememberIteration(JournalEntry entry) {
        judge.remember(Fingerprint.of(entry.body().path("fingerprint")));
    }

    ProgressJudge judge() {
        return judge;
    }

    /** As {@link #apply} of an iteration, whose judgement this run's own judge has just made. */
    void iterationJudged(JournalEntry entry) {
        iterations = entry.body().path("iteration").asInt();
        lastCalls.removeAll();
        outcomes.forEach(call -> lastCalls.addObject().put("tool", call.tool()).set("arguments", call.arguments()));
        outcomes.clear();
    }

    /** The calls of the iteration judged last. */
    JsonNode lastCalls() {
        return lastCalls;
    }

    List<ChatMessage> messages() {
        return List.copyOf(messages);
    }

    /** Calls the model asked for that have no result yet, in its order. */
    List<ToolRequest> openCalls() {
        return List.copyOf(open.values());
    }

    /** The intent of an open call, when it was committed: the call may have happened. */
    Optional<JournalEntry> begun(String callId) {
        return Optional.ofNullable(begun.get(callId));
    }

    /** What a person last said about a call. */
    Optional<JournalEntry> decision(String callId) {
        return Optional.ofNullable(decisions.get(callId));
    }

    /** Consents that hold for the rest of the task, by their hash. */
    Set<String> consents() {
        return Set.copyOf(consents);
    }

    /** What the model said with its last turn, perhaps nothing. */
    String lastText() {
        return lastText;
    }

    /** The first attempt at a model turn that has no answer yet; its message is the one clients see. */
    Optional<JournalEntry> unanswered() {
        return Optional.ofNullable(unanswered);
    }

    /** What the calls of the present iteration gave. */
    List<CallOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** The answer without further calls, once there is one. */
    Optional<String> finalText() {
        return Optional.ofNullable(finalText);
    }

    /** The model a fallback led to; the task stays with it. */
    Optional<String> preferredModel() {
        return Optional.ofNullable(preferredModel);
    }

    int iterations() {
        return iterations;
    }

    /** Waits for another try since the last answer. */
    int retries() {
        return retries;
    }

    Spending spending() {
        return spending;
    }

    JsonNode artifacts() {
        return artifacts;
    }
}
