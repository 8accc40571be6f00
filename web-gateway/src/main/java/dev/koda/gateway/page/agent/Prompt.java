package dev.koda.gateway.page.agent;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.page.frame.Say;

/** The compiled prompt in its blocks, each with its origin and size, or as one text where the runtime gives one. */
@TemplateData
public record Prompt(List<Block> blocks, Long tokens, Long limit) {

    /** One block; {@code trusted} is false for recalled and fetched text, which is data and never orders. */
    @TemplateData
    public record Block(String name, String text, Long tokens, boolean trusted) {}

    static Prompt of(JsonNode said) {
        JsonNode parts = firstArray(said, "blocks", "parts", "messages");
        List<Block> blocks = new ArrayList<>();
        parts.forEach(part -> blocks.add(block(part)));
        if (blocks.isEmpty()) {
            JsonNode text = said.path("prompt").isMissingNode() ? said.path("text") : said.path("prompt");
            blocks.add(new Block("Prompt", Say.json(text.isMissingNode() ? said : text), null, true));
        }
        return new Prompt(blocks, number(said, "tokens"), number(said, "limit"));
    }

    private static JsonNode firstArray(JsonNode said, String... names) {
        for (String name : names) {
            if (said.path(name).isArray()) {
                return said.path(name);
            }
        }
        return said.path("none");
    }

    private static Block block(JsonNode part) {
        String name = text(part, "name", "kind", "origin", "role");
        JsonNode body = part.path("text").isMissingNode() ? part.path("content") : part.path("text");
        String trust = part.path("trust").asText("trusted");
        boolean trusted = List.of("trusted", "instructions", "orders", "system").contains(trust);
        return new Block(name, Say.json(body), number(part, "tokens"), trusted);
    }

    private static String text(JsonNode part, String... names) {
        for (String name : names) {
            if (part.path(name).isTextual()) {
                return part.path(name).asText();
            }
        }
        return "Block";
    }

    private static Long number(JsonNode node, String name) {
        return node.path(name).isNumber() ? Long.valueOf(node.path(name).asLong()) : null;
    }
}
