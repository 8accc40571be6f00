package dev.koda.provider.prompt;

import java.util.List;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How to generate. {@code toolChoice} is {@code "auto"}, {@code "none"}, {@code "required"} or {@code {"name": …}};
 * {@code responseFormat} is passed on to vendors of the OpenAI family as it is.
 */
public record Options(
        @DecimalMin("0") @DecimalMax("2") Double temperature,
        @DecimalMin("0") @DecimalMax("1") Double topP,
        @Min(1) Integer maxOutputTokens,
        @Size(max = 16) List<String> stop,
        JsonNode toolChoice,
        ObjectNode responseFormat) {

    /** Nothing asked for. */
    public static final Options NONE = new Options(null, null, null, List.of(), null, null);

    public Options {
        stop = stop == null ? List.of() : List.copyOf(stop);
    }

    /** The tool choice as a word, {@code "named"} when it names a tool, {@code "auto"} when nothing was said. */
    public String choice() {
        if (toolChoice == null || toolChoice.isNull()) {
            return "auto";
        }
        return toolChoice.isTextual() ? toolChoice.asText() : "named";
    }

    /** The name of the tool that must be called; empty unless {@link #choice()} is {@code "named"}. */
    public String chosenTool() {
        if (toolChoice == null || !toolChoice.isObject()) {
            return "";
        }
        JsonNode function = toolChoice.path("function");
        return (function.isObject() ? function : toolChoice).path("name").asText("");
    }
}
