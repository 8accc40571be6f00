package dev.koda.audit.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Blanks secrets that a producer let through: the second net, by pattern, behind its redaction by type.
 *
 * <p>A text member with a secret's name is blanked whole; elsewhere only what looks like a secret is. Each blanked
 * place adds its path. NUL, which no text column takes, becomes the replacement character.
 */
@ApplicationScoped
public class Redactor {
    /** What stands where a secret was. */
    public static final String BLANK = "[redacted]";

    private static final Pattern SECRET_NAME = Pattern.compile("(.*[_.-])?(password|passwd|passphrase|secret|token|"
            + "api_?key|apikey|authorization|cookie|set-cookie|private_?key|credentials?|recovery_codes?|setup_code|"
            + "bootstrap_code|totp_code|otp|salt)");

    private static final Pattern SECRET_VALUE = Pattern.compile(String.join(
            "|",
            "kpat_[A-Za-z0-9_-]{8,}",
            "(?i:bearer|basic)\\s+[A-Za-z0-9._~+/=-]{12,}",
            "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*",
            "\\bsk-[A-Za-z0-9_-]{16,}",
            "\\bAIza[A-Za-z0-9_-]{30,}",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
            "\\bgh[pousr]_[A-Za-z0-9]{30,}",
            "\\bxox[abprs]-[A-Za-z0-9-]{10,}",
            "\\b\\d{8,10}:[A-Za-z0-9_-]{35}\\b",
            "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
            "(?<![A-Za-z0-9-])[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}(?![A-Za-z0-9-])",
            "(?<=://)[^\\s/:@]+:[^\\s/@]+(?=@)"));

    /** The text without secrets; null stays null. */
    public String text(String path, String text, List<String> redacted) {
        if (text == null) {
            return null;
        }
        String clean = text.replace('\u0000', '\ufffd');
        String blanked = SECRET_VALUE.matcher(clean).replaceAll(BLANK);
        if (!blanked.equals(clean)) {
            redacted.add(path);
        }
        return blanked;
    }

    /** The value without secrets, at any depth. */
    public JsonNode json(String path, JsonNode value, List<String> redacted) {
        if (value.isTextual()) {
            return TextNode.valueOf(text(path, value.textValue(), redacted));
        }
        if (value.isArray()) {
            return array(path, value, redacted);
        }
        return value.isObject() ? object(path, value, redacted) : value;
    }

    private ArrayNode array(String path, JsonNode value, List<String> redacted) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode(value.size());
        for (int index = 0; index < value.size(); index++) {
            items.add(json(path + "[" + index + "]", value.get(index), redacted));
        }
        return items;
    }

    private ObjectNode object(String path, JsonNode value, List<String> redacted) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        for (Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey().replace('\u0000', '\ufffd');
            members.set(name, member(path + "." + name, name, member.getValue(), redacted));
        }
        return members;
    }

    private JsonNode member(String path, String name, JsonNode value, List<String> redacted) {
        boolean secret = SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
        if (!secret || !holdsText(value)) {
            return json(path, value, redacted);
        }
        redacted.add(path);
        return TextNode.valueOf(BLANK);
    }

    /** A number or a flag under such a name is a count or a setting ({@code "token": 12}), never the secret. */
    private static boolean holdsText(JsonNode value) {
        if (value.isTextual()) {
            return !value.textValue().isEmpty() && !value.textValue().equals(BLANK);
        }
        return value.isContainerNode() && !value.isEmpty();
    }
}
