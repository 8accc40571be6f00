package dev.koda.provider.adapter.gemini;

import java.util.HashMap;
import java.util.Map;

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

/** Writes a prompt as a generateContent request; tool results refer to their call by name in this format. */
final class GeminiRequest {

    /** What Google's reference says for calls that no Gemini made, such as those of a vendor that failed. */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    private final Ask ask;
    private final ObjectNode body = VendorJson.object();
    private final Map<String, String> nameOfCall = new HashMap<>();
    private ArrayNode contents;
    private ArrayNode parts;
    private String role = "";

    private GeminiRequest(Ask ask) {
        this.ask = ask;
    }

    static ObjectNode of(Ask ask) {
        var request = new GeminiRequest(ask);
        request.system();
        request.contents = request.body.putArray("contents");
        ask.prompt().messages().stream()
                .filter(message -> message.role() != Role.SYSTEM)
                .forEach(request::message);
        request.tools();
        request.options();
        return request.body;
    }

    private void system() {
        var text = new StringBuilder();
        ask.prompt().messages().stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .forEach(message -> text.append(text.isEmpty() ? "" : "\n\n").append(message.plainText()));
        if (!text.isEmpty()) {
            body.putObject("systemInstruction").putArray("parts").addObject().put("text", text.toString());
        }
    }

    private void message(Message message) {
        turn(message.role() == Role.ASSISTANT ? "model" : "user");
        if (message.role() == Role.TOOL) {
            result(message);
            return;
        }
        message.content().forEach(this::part);
        for (int index = 0; index < message.toolCalls().size(); index++) {
            call(message.toolCalls().get(index), index == 0);
        }
    }

    /** The signature stands beside the call; of parallel calls only the first has one. */
    private void call(ToolCall call, boolean first) {
        String name = ask.names().outward(call.name());
        nameOfCall.put(call.id(), name);
        ObjectNode part = parts.addObject();
        part.putObject("functionCall").put("name", name).set("args", call.arguments());
        if (call.signature() != null) {
            part.put("thoughtSignature", call.signature());
        } else if (first && wantsSignatures()) {
            part.put("thoughtSignature", UNSIGNED);
        }
    }

    /** From the third generation on a call without a signature is refused, also where another vendor made it. */
    private boolean wantsSignatures() {
        String model = ask.model().id();
        return model.startsWith("gemini-") && !model.startsWith("gemini-1") && !model.startsWith("gemini-2");
    }

    private void turn(String side) {
        if (!side.equals(role)) {
            role = side;
            parts = contents.addObject().put("role", side).putArray("parts");
        }
    }

    private void result(Message message) {
        ObjectNode response = parts.addObject().putObject("functionResponse");
        response.put("name", nameOfCall.getOrDefault(message.toolCallId(), "unknown"));
        response.putObject("response").put(message.failedResult() ? "error" : "result", message.plainText());
        message.content().stream().filter(Part.Image.class::isInstance).forEach(this::part);
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text text -> parts.addObject().put("text", text.text());
            case Part.Image image -> {
                if (image.url() != null) {
                    parts.addObject().putObject("fileData").put("fileUri", image.url());
                } else {
                    parts.addObject()
                            .putObject("inlineData")
                            .put("mimeType", image.mediaType())
                            .put("data", image.data());
                }
            }
        }
    }

    private void tools() {
        if (ask.prompt().tools().isEmpty()) {
            return;
        }
        ArrayNode declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (ToolOffer offer : ask.prompt().tools()) {
            ObjectNode declaration =
                    declarations.addObject().put("name", ask.names().outward(offer.name()));
            declaration.put("description", offer.description() == null ? "" : offer.description());
            if (offer.parameters() != null) {
                declaration.set("parametersJsonSchema", offer.parameters());
            }
        }
        choice(ask.prompt().options());
    }

    private void choice(Options options) {
        String choice = options.choice();
        if ("auto".equals(choice)) {
            return;
        }
        ObjectNode config = body.putObject("toolConfig").putObject("functionCallingConfig");
        config.put("mode", "none".equals(choice) ? "NONE" : "ANY");
        if ("named".equals(choice)) {
            config.putArray("allowedFunctionNames").add(ask.names().outward(options.chosenTool()));
        }
    }

    private void options() {
        Options options = ask.prompt().options();
        ObjectNode config = VendorJson.object();
        if (options.temperature() != null) {
            config.put("temperature", options.temperature());
        }
        if (options.topP() != null) {
            config.put("topP", options.topP());
        }
        if (options.maxOutputTokens() != null) {
            config.put("maxOutputTokens", options.maxOutputTokens());
        }
        if (!options.stop().isEmpty()) {
            ArrayNode stops = config.putArray("stopSequences");
            options.stop().forEach(stops::add);
        }
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
    }
}
