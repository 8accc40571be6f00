package dev.koda.runtime.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.koda.runtime.completion.ChatMessage;
import dev.koda.runtime.completion.ToolRequest;
import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
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
    private final Calls calls = new Calls();
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
                calls.close();
            }
            case PROVIDER_SWITCH -> preferredModel = entry.body().path("to").asText();
            case NOTE -> {
                if (entry.body().hasNonNull("to_model")) {
                    messages.add(ChatMessage.user(entry.body().get("to_model").asText()));
                }
            }
            case RETRY -> retries++;
            case APPROVAL -> calls.applyApproval(entry);
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
        List<ToolRequest> asked = new ArrayList<>();
        body.path("tool_calls").forEach(call -> asked.add(ToolRequest.of(call)));
        lastText = body.path("text").asText();
        messages.add(ChatMessage.assistant(lastText, asked));
        calls.ask(asked);
        finalText = asked.isEmpty() ? lastText : null;
    }

    private void applyToolCall(JournalEntry entry) {
        calls.apply(entry);
        if (entry.type() == EntryType.STARTED) {
            return;
        }
        JsonNode body = entry.body();
        messages.add(ChatMessage.tool(
                body.path("call_id").asText(),
                body.path("to_model").asText(),
                body.path("is_error").asBoolean()));
        artifacts.addAll((ArrayNode) body.withArray("artifacts"));
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
        calls.close();
    }

    Calls calls() {
        return calls;
    }

    /** A view: as long as nothing is applied it does not change, and a long conversation is not copied for each turn. */
    List<ChatMessage> messages() {
        return Collections.unmodifiableList(messages);
    }

    /** What the model said with its last turn, perhaps nothing. */
    String lastText() {
        return lastText;
    }

    /** The first attempt at a model turn that has no answer yet; its message is the one clients see. */
    Optional<JournalEntry> unanswered() {
        return Optional.ofNullable(unanswered);
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
