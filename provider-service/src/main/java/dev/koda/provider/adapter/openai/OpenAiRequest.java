package dev.koda.provider.adapter.openai;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.catalogue.Ability;
import dev.koda.provider.catalogue.Dialect;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Options;
import dev.koda.provider.prompt.Part;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

/** Writes a prompt as a Chat Completions request. */
final class OpenAiRequest {

    private final Ask ask;
    private final ObjectNode body = VendorJson.object();

    private OpenAiRequest(Ask ask) {
        this.ask = ask;
    }

    static ObjectNode of(Ask ask) {
        var request = new OpenAiRequest(ask);
        request.body.put("model", ask.model().id());
        request.messages();
        request.tools();
        request.options();
        request.delivery();
        return request.body;
    }

    private void delivery() {
        if (ask.streamed()) {
            body.put("stream", true);
            if (ask.vendor().dialect().streamUsage()) {
                body.putObject("stream_options").put("include_usage", true);
            }
        }
    }

    private void options() {
        Options options = ask.prompt().options();
        Dialect dialect = ask.vendor().dialect();
        if (dialect.samplingWithReasoning() || !ask.model().abilities().contains(Ability.REASONING)) {
            put("temperature", options.temperature());
            put("top_p", options.topP());
        }
        if (options.maxOutputTokens() != null) {
            body.put(dialect.maxTokensField(), options.maxOutputTokens());
        }
        if (!options.stop().isEmpty()) {
            ArrayNode stops = body.putArray("stop");
            options.stop().forEach(stops::add);
        }
        if (options.responseFormat() != null) {
            body.set("response_format", options.responseFormat());
        }
    }

    private void put(String field, Double value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private void tools() {
        if (ask.prompt().tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (ToolOffer offer : ask.prompt().tools()) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", ask.names().outward(offer.name()));
            function.put("description", offer.description());
            function.set("parameters", offer.parameters() == null ? emptySchema() : offer.parameters());
        }
        choice(ask.prompt().options());
    }

    private void choice(Options options) {
        switch (options.choice()) {
            case "none", "required" -> body.put("tool_choice", options.choice());
            case "named" ->
                body.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", ask.names().outward(options.chosenTool()));
            default -> {
                // auto is what every vendor does unasked
            }
        }
    }

    private void messages() {
        ArrayNode messages = body.putArray("messages");
        for (Message message : ask.prompt().messages()) {
            ObjectNode node = messages.addObject();
            switch (message.role()) {
                case SYSTEM -> node.put("role", "system").put("content", message.plainText());
                case USER -> user(node, message.content());
                case ASSISTANT -> assistant(node, message);
                case TOOL -> result(messages, node, message);
            }
        }
    }

    private static void user(ObjectNode node, List<Part> content) {
        node.put("role", "user");
        if (content.size() == 1 && content.getFirst() instanceof Part.Text text) {
            node.put("content", text.text());
            return;
        }
        ArrayNode parts = node.putArray("content");
        for (Part part : content) {
            switch (part) {
                case Part.Text text -> parts.addObject().put("type", "text").put("text", text.text());
                case Part.Image image ->
                    parts.addObject()
                            .put("type", "image_url")
                            .putObject("image_url")
                            .put("url", image.asUrl());
            }
        }
    }

    private void assistant(ObjectNode node, Message message) {
        String text = message.plainText();
        node.put("role", "assistant")
                .put("content", text.isEmpty() && !message.toolCalls().isEmpty() ? null : text);
        if (message.toolCalls().isEmpty()) {
            return;
        }
        ArrayNode calls = node.putArray("tool_calls");
        for (ToolCall call : message.toolCalls()) {
            calls.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", ask.names().outward(call.name()))
                    .put("arguments", call.arguments().toString());
        }
    }

    /** Results carry text only in this format; an image in one follows as the user's. */
    private static void result(ArrayNode messages, ObjectNode node, Message message) {
        node.put("role", "tool").put("tool_call_id", message.toolCallId()).put("content", message.plainText());
        if (message.hasImage()) {
            user(
                    messages.addObject(),
                    message.content().stream()
                            .filter(Part.Image.class::isInstance)
                            .toList());
        }
    }

    private static ObjectNode emptySchema() {
        ObjectNode schema = VendorJson.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }
}
