package dev.koda.provider.openaiapi;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Options;
import dev.koda.provider.prompt.Part;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

/**
 * Reads a Chat Completions request as any OpenAI client writes it. Members that mean nothing to a neutral prompt are
 * ignored, as OpenAI's own compatible vendors do; wrong types are refused with the member named.
 */
final class ChatPrompt {

    /** The upper end of OpenAI's scale of temperatures. */
    private static final int HOTTEST = 2;

    private final JsonNode body;

    private ChatPrompt(JsonNode body) {
        this.body = body;
    }

    static Prompt of(JsonNode body) {
        var request = new ChatPrompt(body);
        return new Prompt(request.messages(), request.tools(), request.options());
    }

    private List<Message> messages() {
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw OpenAiProblem.badRequest("messages", "messages must be a list of at least one message.");
        }
        List<Message> read = new ArrayList<>(messages.size());
        for (JsonNode message : messages) {
            read.add(new Message(
                    role(message.path("role").asText("")),
                    content(message.path("content")),
                    calls(message.path("tool_calls")),
                    message.path("tool_call_id").asText(null),
                    null));
        }
        return read;
    }

    private static Role role(String role) {
        return switch (role) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            default ->
                throw OpenAiProblem.badRequest(
                        "messages.role", "role must be system, developer, user, assistant or tool.");
        };
    }

    private static List<Part> content(JsonNode content) {
        if (content.isTextual()) {
            return List.of(new Part.Text(content.asText()));
        }
        if (content.isNull() || content.isMissingNode()) {
            return List.of();
        }
        if (!content.isArray()) {
            throw OpenAiProblem.badRequest("messages.content", "content must be text or a list of parts.");
        }
        List<Part> parts = new ArrayList<>(content.size());
        content.forEach(part -> parts.add(part(part)));
        return parts;
    }

    private static Part part(JsonNode part) {
        return switch (part.path("type").asText("")) {
            case "text", "refusal" ->
                new Part.Text(part.path("text").asText(part.path("refusal").asText("")));
            case "image_url" -> image(part.path("image_url").path("url").asText(""));
            default -> throw OpenAiProblem.badRequest("messages.content.type", "parts may be text or image_url.");
        };
    }

    private static Part image(String url) {
        if (!url.startsWith("data:")) {
            return new Part.Image(null, null, url);
        }
        int semicolon = url.indexOf(';');
        int comma = url.indexOf(',');
        if (semicolon < 0
                || comma < semicolon
                || !url.substring(semicolon, comma).endsWith("base64")) {
            throw OpenAiProblem.badRequest(
                    "messages.content.image_url.url", "a data: URL must be base64 with a media type.");
        }
        return new Part.Image(url.substring("data:".length(), semicolon), url.substring(comma + 1), null);
    }

    private static List<ToolCall> calls(JsonNode calls) {
        List<ToolCall> read = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode arguments =
                    VendorJson.tolerant(call.path("function").path("arguments").asText("{}"));
            read.add(new ToolCall(
                    call.path("id").asText(""),
                    call.path("function").path("name").asText(""),
                    arguments instanceof ObjectNode object ? object : VendorJson.object(),
                    call.at("/extra_content/google/thought_signature").asText(null)));
        }
        return read;
    }

    private List<ToolOffer> tools() {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : list("tools")) {
            JsonNode function = tool.path("function");
            if (!function.path("name").isTextual()) {
                throw OpenAiProblem.badRequest("tools.function.name", "every tool needs a function with a name.");
            }
            offers.add(new ToolOffer(
                    function.path("name").asText(),
                    function.path("description").asText(null),
                    function.path("parameters") instanceof ObjectNode schema ? schema : null));
        }
        return offers;
    }

    private Options options() {
        Integer most = tokens("max_completion_tokens");
        return new Options(
                number("temperature", HOTTEST),
                number("top_p", 1),
                most == null ? tokens("max_tokens") : most,
                stops(),
                body.path("tool_choice").isMissingNode() ? null : body.path("tool_choice"),
                format());
    }

    private Double number(String field, int most) {
        JsonNode value = body.path(field);
        if (absent(value)) {
            return null;
        }
        if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > most) {
            throw OpenAiProblem.badRequest(field, field + " must be a number from 0 to " + most + ".");
        }
        return value.asDouble();
    }

    private Integer tokens(String field) {
        JsonNode value = body.path(field);
        if (absent(value)) {
            return null;
        }
        if (!value.isInt() || value.asInt() < 1) {
            throw OpenAiProblem.badRequest(field, field + " must be a whole number of at least 1.");
        }
        return value.asInt();
    }

    private JsonNode list(String field) {
        JsonNode value = body.path(field);
        if (!absent(value) && !value.isArray()) {
            throw OpenAiProblem.badRequest(field, field + " must be a list.");
        }
        return value;
    }

    private ObjectNode format() {
        JsonNode value = body.path("response_format");
        if (!absent(value) && !value.isObject()) {
            throw OpenAiProblem.badRequest("response_format", "response_format must be an object.");
        }
        return value instanceof ObjectNode format ? format : null;
    }

    private static boolean absent(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    private List<String> stops() {
        JsonNode stop = body.path("stop");
        List<String> stops = new ArrayList<>();
        if (stop.isTextual()) {
            stops.add(stop.asText());
        } else {
            list("stop").forEach(each -> stops.add(each.asText()));
        }
        return stops;
    }
}
