package dev.koda.runtime.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Blackens what looks like a secret before people see it. The journal keeps it, since the model must go on with it. */
public final class Masking {
    /** What stands in a secret's place. */
    public static final String MASK = "•••";

    private static final Pattern NAMES = Pattern.compile(
            "(?i)(.*[_-])?(password|passwd|secret|token|api[_-]?key|authorization|cookie|credential|private[_-]?key)");

    private static final Pattern VALUES = Pattern.compile("(?i)(bearer\\s+)[a-z0-9._~+/-]{12,}=*"
            + "|()\\b(sk|pk|rk|kpat|ghp|gho|xox[abp]|glpat)[-_][a-z0-9_-]{12,}"
            + "|()\\bAKIA[0-9A-Z]{16}\\b"
            + "|()\\beyJ[a-z0-9_-]{8,}\\.[a-z0-9_-]{8,}\\.[a-z0-9_-]{8,}"
            + "|((?:password|passwd|secret|api[_-]?key|token)\\s*[=:]\\s*)[^\\s\"',;&]{4,}"
            + "|()-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----");

    private Masking() {}

    /** The value with secrets blackened, by the name they stand under or by their look. */
    public static JsonNode masked(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> masked(object);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> copy.add(masked(item)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(masked(text.asText()));
            default -> value;
        };
    }

    /** The text with what looks like a secret blackened. */
    public static String masked(String text) {
        return VALUES.matcher(text).replaceAll(found -> {
            for (int group = 1; group <= found.groupCount(); group++) {
                String kept = found.group(group);
                if (kept != null && kept.matches("(?is).*[\\s=:]")) {
                    return Matcher.quoteReplacement(kept) + MASK;
                }
            }
            return MASK;
        });
    }

    private static ObjectNode masked(ObjectNode object) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            boolean named = field.getValue().isTextual()
                    && NAMES.matcher(field.getKey()).matches();
            copy.set(field.getKey(), named ? TextNode.valueOf(MASK) : masked(field.getValue()));
        });
        return copy;
    }
}
