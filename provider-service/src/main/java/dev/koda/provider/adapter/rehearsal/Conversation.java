package dev.koda.provider.adapter.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

/** What the script looks at: the last request of the user and what has happened since. */
record Conversation(Prompt prompt, String request, List<Message> since) {
    /** Begins what the runtime says to the model in the user's place; it asks for nothing. */
    private static final String NOTE = "[runtime]";

    static Conversation of(Prompt prompt) {
        List<Message> messages = prompt.messages();
        int last = messages.size() - 1;
        while (last >= 0 && !isRequest(messages.get(last))) {
            last--;
        }
        String request = last < 0 ? "" : messages.get(last).plainText();
        return new Conversation(prompt, request, messages.subList(last + 1, messages.size()));
    }

    private static boolean isRequest(Message message) {
        return message.role() == Role.USER && !message.plainText().startsWith(NOTE);
    }

    /** How many turns the model has had since the request. */
    int turns() {
        return (int) since.stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .count();
    }

    /** How many turns the model has had at all; makes call ids unique. */
    int allTurns() {
        return (int) prompt.messages().stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .count();
    }

    Optional<ToolOffer> offered(String name) {
        return prompt.tools().stream()
                .filter(offer -> offer.name().equals(name))
                .findFirst();
    }

    /** The calls of a tool since the request, each with its result so far (empty while there is none). */
    Map<ToolCall, String> calls(String name) {
        Map<String, String> results = new LinkedHashMap<>();
        since.stream()
                .filter(message -> message.role() == Role.TOOL && message.toolCallId() != null)
                .forEach(message -> results.put(message.toolCallId(), message.plainText()));
        Map<ToolCall, String> calls = new LinkedHashMap<>();
        since.stream()
                .flatMap(message -> message.toolCalls().stream())
                .filter(call -> call.name().equals(name))
                .forEach(call -> calls.put(call, results.getOrDefault(call.id(), "")));
        return calls;
    }
}
