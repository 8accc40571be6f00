package dev.koda.platform.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A JSON tree with every NUL character, which PostgreSQL cannot store, replaced by U+FFFD. */
final class Nuls {
    private Nuls() {}

    static JsonNode replaced(JsonNode node) {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(replaced(text.textValue()));
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> copy.add(replaced(element)));
                yield copy;
            }
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(replaced(field.getKey()), replaced(field.getValue())));
                yield copy;
            }
            case JsonNode other -> other;
        };
    }

    private static String replaced(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
