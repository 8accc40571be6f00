package dev.koda.provider.stub;

import java.util.ArrayList;
import java.util.List;

/** Answers as Anthropic's Messages API gives them. */
public final class AnthropicShapes {

    public static final String MODELS =
            "{\"data\":[{\"type\":\"model\",\"id\":\"claude-sonnet-4-5-20250929\",\"display_name\":\"Claude Sonnet 4.5\",\"created_at\":\"2025-09-29T00:00:00Z\"}],\"has_more\":false,\"first_id\":\"claude-sonnet-4-5-20250929\",\"last_id\":\"claude-sonnet-4-5-20250929\"}";

    private AnthropicShapes() {}

    public static Reply text(String... words) {
        List<String> events = new ArrayList<>();
        events.add(start());
        events.add(
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        events.add("{\"type\":\"ping\"}");
        for (String word : words) {
            events.add(delta(0, word));
        }
        events.add("{\"type\":\"content_block_stop\",\"index\":0}");
        events.add(messageDelta("end_turn", words.length));
        events.add("{\"type\":\"message_stop\"}");
        return stream(events);
    }

    public static String start() {
        return "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5-20250929\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":20,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":5,\"output_tokens\":1,\"service_tier\":\"standard\"}}}";
    }

    public static String delta(int block, String text) {
        return "{\"type\":\"content_block_delta\",\"index\":" + block
                + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}";
    }

    public static String toolStart(int block, String id, String name) {
        return "{\"type\":\"content_block_start\",\"index\":" + block
                + ",\"content_block\":{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"" + name
                + "\",\"input\":{}}}";
    }

    public static String toolDelta(int block, String json) {
        return "{\"type\":\"content_block_delta\",\"index\":" + block
                + ",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"" + json + "\"}}";
    }

    public static String messageDelta(String reason, int output) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + output + "}}";
    }

    /** Named events, as this vendor sends them. */
    public static Reply stream(List<String> events) {
        var text = new StringBuilder();
        for (String event : events) {
            String name = event.substring(9, event.indexOf('"', 9));
            text.append("event: ").append(name).append("\ndata: ").append(event).append("\n\n");
        }
        return Reply.stream(text.toString());
    }

    public static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                + "\"},\"request_id\":\"req_011\"}";
    }
}
