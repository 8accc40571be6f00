package dev.koda.provider.adapter;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.provider.catalogue.Catalogue;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.prompt.Message;
import dev.koda.provider.prompt.Options;
import dev.koda.provider.prompt.Part;
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.prompt.Role;
import dev.koda.provider.prompt.ToolCall;
import dev.koda.provider.prompt.ToolOffer;

/** Prompts for the tests of the wire formats. */
public final class Asks {

    private static final Catalogue CATALOGUE = new Catalogue();

    private Asks() {}

    public static Ask streamed(String vendor, String model) {
        return Ask.of(CATALOGUE.required(vendor), model, conversation(), Ask.Delivery.STREAMED);
    }

    public static Ask whole(String vendor, String model) {
        return Ask.of(CATALOGUE.required(vendor), model, conversation(), Ask.Delivery.WHOLE);
    }

    public static Ask of(String vendor, String model, Prompt prompt) {
        return Ask.of(CATALOGUE.required(vendor), model, prompt, Ask.Delivery.STREAMED);
    }

    /** A system text, a question with an image, two parallel calls with their results (one failed), and two tools. */
    public static Prompt conversation() {
        ObjectNode schema = (ObjectNode) VendorJson.tolerant(
                "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},\"required\":[\"path\"]}");
        return new Prompt(
                List.of(
                        Message.text(Role.SYSTEM, "Be brief."),
                        new Message(
                                Role.USER,
                                List.of(new Part.Text("What is this?"), new Part.Image("image/png", "aGk=", null)),
                                null,
                                null,
                                null),
                        new Message(
                                Role.ASSISTANT,
                                List.of(new Part.Text("Let me see.")),
                                List.of(call("call_1", "a.txt"), call("call_2", "b.txt")),
                                null,
                                null),
                        new Message(Role.TOOL, List.of(new Part.Text("alpha")), null, "call_1", null),
                        new Message(Role.TOOL, List.of(new Part.Text("no such file")), null, "call_2", true)),
                List.of(new ToolOffer("file.read", "Reads a file", schema), new ToolOffer("time.now", null, null)),
                new Options(0.5, null, 300, List.of("END"), null, null));
    }

    /** What an error answer of a vendor is taken for. */
    public static Failure failureOf(WireFormat format, int status, String body) {
        JsonNode json = VendorJson.tolerant(body);
        return format.failure(new ErrorAnswer(status, body, json, null)).failure();
    }

    private static ToolCall call(String id, String path) {
        return new ToolCall(id, "file.read", VendorJson.object().put("path", path));
    }
}
