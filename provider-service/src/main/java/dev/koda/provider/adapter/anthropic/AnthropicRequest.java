package dev.koda.provider.adapter.anthropic;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Options;
import dev.koda.provider.prompt.Part;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

/** Writes a prompt as a Messages request: system apart, turns alternating, tool results as content of the user's turn. */
final class AnthropicRequest {

    /** Output bound when none is asked for: the format demands one. */
    private static final int OUTPUT_TOKENS = 8192;

    /** What Anthropic refuses in the id of a call; a call made by another vendor may hold it. */
    private static final Pattern FORBIDDEN_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");

    private final Ask ask;
    private final ObjectNode body = VendorJson.object();
    private ArrayNode messages;
    private ArrayNode content;
    private String role = "";

    private AnthropicRequest(Ask ask) {
        this.ask = ask;
    }

    static ObjectNode of(Ask ask) {
        var request = new AnthropicRequest(ask);
        request.body.put("model", ask.model().id());
        request.body.put("max_tokens", request.outputTokens());
        request.system();
        request.messages = request.body.putArray("messages");
        ask.prompt().messages().stream()
                .filter(message -> message.role() != Role.SYSTEM)
                .forEach(request::message);
        request.tools();
        request.options();
        return request.body;
    }

    private int outputTokens() {
        Integer asked = ask.prompt().options().maxOutputTokens();
        return asked == null ? Math.min(OUTPUT_TOKENS, ask.model().maxOutputTokens()) : asked;
    }

    private void system() {
        var text = new StringBuilder();
        ask.prompt().messages().stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .forEach(message -> text.append(text.isEmpty() ? "" : "\n\n").append(message.plainText()));
        if (!text.isEmpty()) {
            body.put("system", text.toString());
        }
    }

    private void message(Message message) {
        if (message.role() == Role.TOOL) {
            turn("user");
            result(message);
            return;
        }
        turn(message.role() == Role.ASSISTANT ? "assistant" : "user");
        message.content().forEach(part -> part(content, part));
        for (ToolCall call : message.toolCalls()) {
            ObjectNode use = content.addObject().put("type", "tool_use").put("id", idOf(call.id()));
            use.put("name", ask.names().outward(call.name())).set("input", call.arguments());
        }
    }

    /** Consecutive messages of one side are one turn. */
    private void turn(String side) {
        if (!side.equals(role)) {
            role = side;
            content = messages.addObject().put("role", side).putArray("content");
        }
    }

    private void result(Message message) {
        ObjectNode result =
                content.addObject().put("type", "tool_result").put("tool_use_id", idOf(message.toolCallId()));
        if (message.failedResult()) {
            result.put("is_error", true);
        }
        ArrayNode parts = result.putArray("content");
        message.content().forEach(part -> part(parts, part));
    }

    private static void part(ArrayNode into, Part part) {
        switch (part) {
            case Part.Text text -> {
                if (!text.text().isEmpty()) { // an empty text block is refused
                    into.addObject().put("type", "text").put("text", text.text());
                }
            }
            case Part.Image image -> image(into.addObject().put("type", "image").putObject("source"), image);
        }
    }

    private static void image(ObjectNode source, Part.Image image) {
        if (image.url() != null) {
            source.put("type", "url").put("url", image.url());
        } else {
            source.put("type", "base64").put("media_type", image.mediaType()).put("data", image.data());
        }
    }

    private void tools() {
        if (ask.prompt().tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (ToolOffer offer : ask.prompt().tools()) {
            ObjectNode tool = tools.addObject().put("name", ask.names().outward(offer.name()));
            tool.put("description", offer.description() == null ? "" : offer.description());
            tool.set(
                    "input_schema",
                    offer.parameters() == null ? VendorJson.object().put("type", "object") : offer.parameters());
        }
        choice(ask.prompt().options());
    }

    private void choice(Options options) {
        switch (options.choice()) {
            case "none" -> body.putObject("tool_choice").put("type", "none");
            case "required" -> body.putObject("tool_choice").put("type", "any");
            case "named" ->
                body.putObject("tool_choice")
                        .put("type", "tool")
                        .put("name", ask.names().outward(options.chosenTool()));
            default -> {
                // auto is the vendor's own default
            }
        }
    }

    private void options() {
        Options options = ask.prompt().options();
        if (options.temperature() != null) {
            body.put("temperature", Math.min(1.0, options.temperature())); // this vendor's scale ends at 1
        } else if (options.topP() != null) {
            body.put("top_p", options.topP()); // newer models take only one of the two
        }
        if (!options.stop().isEmpty()) {
            ArrayNode stops = body.putArray("stop_sequences");
            options.stop().forEach(stops::add);
        }
        if (ask.streamed()) {
            body.put("stream", true);
        }
    }

    private static String idOf(String id) {
        return id == null ? "" : FORBIDDEN_IN_IDS.matcher(id).replaceAll("_");
    }
}
