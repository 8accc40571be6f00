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

import dev.koda.runtime.completion.ToolRequest;
import dev.koda.runtime.journal.EntryType;
import dev.koda.runtime.journal.JournalEntry;
import dev.koda.runtime.verdict.CallOutcome;

/** The calls of a conversation: which are open, which have begun, what people said about them, and what came of them. */
final class Calls {
    private final Map<String, ToolRequest> open = new LinkedHashMap<>();
    private final Map<String, JournalEntry> begun = new HashMap<>();
    private final Map<String, JournalEntry> decisions = new HashMap<>();
    private final Set<String> consents = new HashSet<>();
    private final Set<String> given = new HashSet<>();
    private final List<CallOutcome> outcomes = new ArrayList<>();
    private final ArrayNode last = JsonNodeFactory.instance.arrayNode();

    void ask(List<ToolRequest> requests) {
        requests.forEach(request -> {
            open.put(request.id(), request);
            given.add(request.id());
        });
    }

    void apply(JournalEntry entry) {
        String id = entry.body().path("call_id").asText();
        if (entry.type() == EntryType.STARTED) {
            begun.put(id, entry);
            return;
        }
        begun.remove(id);
        ToolRequest request = open.remove(id);
        if (request != null) {
            JsonNode body = entry.body();
            outcomes.add(new CallOutcome(
                    request.name(),
                    request.arguments(),
                    body.path("output"),
                    body.path("is_error").asBoolean()));
        }
    }

    void applyApproval(JournalEntry entry) {
        JsonNode body = entry.body();
        String status = body.path("status").asText();
        if ("pending".equals(status)) {
            return;
        }
        decisions.put(body.path("call_id").asText(), entry);
        if ("approved".equals(status) && "task".equals(body.path("scope").asText())) {
            consents.add(body.path("consent_hash").asText());
        }
    }

    /** Ends the present iteration; its calls are the {@link #last}. */
    void close() {
        last.removeAll();
        outcomes.forEach(call -> last.addObject().put("tool", call.tool()).set("arguments", call.arguments()));
        outcomes.clear();
    }

    /**
     * The requests under ids that no earlier call of the task had. Some vendors count anew in every turn, and an answer
     * or a consent must never meet another call of the same name.
     */
    List<ToolRequest> distinct(List<ToolRequest> requests, int turnSeq) {
        Set<String> taken = new HashSet<>();
        List<ToolRequest> distinct = new ArrayList<>();
        for (ToolRequest request : requests) {
            String id = request.id();
            if (id.isBlank() || given.contains(id) || taken.contains(id)) {
                id = "call_%d_%d".formatted(turnSeq, distinct.size());
            }
            taken.add(id);
            distinct.add(request.withId(id));
        }
        return distinct;
    }

    /** Calls the model asked for that have no result yet, in its order. */
    List<ToolRequest> open() {
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

    /** Whether a person let this very call pass for the rest of the task. */
    boolean consented(String hash) {
        return consents.contains(hash);
    }

    /** What the calls of the present iteration gave. */
    List<CallOutcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** The calls of the iteration judged last. */
    JsonNode last() {
        return last;
    }
}
