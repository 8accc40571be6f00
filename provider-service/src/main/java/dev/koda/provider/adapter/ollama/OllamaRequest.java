package dev.koda.provider.adapter.ollama;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Options;
import dev.koda.provider.prompt.Part;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

/** Writes a prompt as an Ollama chat request. */
final class OllamaRequest {

    private final Ask ask;
    private final ObjectNode body = VendorJson.object();
    private final Map<String, String> nameOfCall = new HashMap<>();

    private OllamaRequest(Ask ask) {
        this.ask = ask;
    }

    static ObjectNode of(Ask ask) {
        var request = new OllamaRequest(ask);
        request.body.put("model", ask.model().id()).put("stream", ask.streamed());
        ArrayNode messages = request.body.putArray("messages");
        ask.prompt().messages().forEach(message -> request.message(messages.addObject(), message));
        if (!"none".equals(ask.prompt().options().choice())) { // the format has no other way to say it
            request.tools();
        }
        request.options();
        return request.body;
    }

    private void message(ObjectNode node, Message message) {
        node.put("role", message.role().name().toLowerCase(Locale.ROOT)).put("content", message.plainText());
        if (message.hasImage()) {
            ArrayNode images = node.putArray("images");
            message.content().stream()
                    .filter(Part.Image.class::isInstance)
                    .map(Part.Image.class::cast)
                    .forEach(image -> images.add(bytesOf(image)));
        }
        if (message.toolCallId() != null) {
            node.put("tool_name", nameOfCall.getOrDefault(message.toolCallId(), ""));
        }
        calls(node, message);
    }

    private void calls(ObjectNode node, Message message) {
        if (message.toolCalls().isEmpty()) {
            return;
        }
        ArrayNode calls = node.putArray("tool_calls");
        for (ToolCall call : message.toolCalls()) {
            nameOfCall.put(call.id(), ask.names().outward(call.name()));
            ObjectNode function = calls.addObject().putObject("function");
            function.put("name", ask.names().outward(call.name())).set("arguments", call.arguments());
        }
    }

    private static String bytesOf(Part.Image image) {
        if (image.data() == null) {
            throw VendorFailure.of(Failure.BAD_REQUEST, "This vendor takes images as data only, not by address.");
        }
        return image.data();
    }

    private void tools() {
        if (ask.prompt().tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (ToolOffer offer : ask.prompt().tools()) {
            ObjectNode function = tools.addObject().put("type", "function").putObject("function");
            function.put("name", ask.names().outward(offer.name()));
            function.put("description", offer.description() == null ? "" : offer.description());
            function.set(
                    "parameters",
                    offer.parameters() == null ? VendorJson.object().put("type", "object") : offer.parameters());
        }
    }

    private void options() {
        Options asked = ask.prompt().options();
        ObjectNode options = VendorJson.object();
        if (asked.temperature() != null) {
            options.put("temperature", asked.temperature());
        }
        if (asked.topP() != null) {
            options.put("top_p", asked.topP());
        }
        if (asked.maxOutputTokens() != null) {
            options.put("num_predict", asked.maxOutputTokens());
        }
        if (!asked.stop().isEmpty()) {
            ArrayNode stops = options.putArray("stop");
            asked.stop().forEach(stops::add);
        }
        if (!options.isEmpty()) {
            body.set("options", options);
        }
    }
}
