package dev.koda.gateway.page.agent;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.page.frame.Say;

/** The compiled prompt in its blocks, exactly as the model gets it. */
@TemplateData
public record Prompt(List<Block> blocks, Long version) {

    /** One block; {@code trusted} is false for recalled and fetched text, which is data and never orders. */
    @TemplateData
    public record Block(String name, String text, boolean trusted) {}

    /** The messages as they go to the model, then the tools that are offered with them. */
    static Prompt of(JsonNode said) {
        List<Block> blocks = new ArrayList<>();
        said.path("messages").forEach(message -> blocks.add(message(message)));
        if (!said.path("tools").isEmpty()) {
            blocks.add(tools(said.path("tools")));
        }
        return new Prompt(blocks, number(said, "version"));
    }

    private static Block message(JsonNode message) {
        String role = message.path("role").asText("message");
        return new Block(
                role.equals("system") ? "Instructions" : role, text(message.path("content")), !role.equals("tool"));
    }

    /** Content is a text, or parts of which the texts are shown. */
    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return Say.json(content);
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(text.isEmpty() ? "" : "\n\n")
                .append(part.path("text").isTextual() ? part.path("text").asText() : part.toPrettyString()));
        return text.toString();
    }

    private static Block tools(JsonNode tools) {
        return new Block(Say.plural(tools.size(), "tool", "tools"), tools.toPrettyString(), true);
    }

    private static Long number(JsonNode node, String name) {
        return node.path(name).isNumber() ? Long.valueOf(node.path(name).asLong()) : null;
    }
}
