package dev.koda.system.vendor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/** Messages, streaming, tool input as partial JSON as the real service does. */
final class StubAnthropic extends StubVendor {
    static final String KEY = "sk-ant-api03-system-test-9K1bBBBB";

    StubAnthropic() throws IOException {}

    @Override
    boolean authorised(HttpExchange exchange) {
        return KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"))
                && exchange.getRequestHeaders().containsKey("anthropic-version");
    }

    @Override
    String models() {
        return """
                {"data":[{"type":"model","id":"claude-sonnet-4-5","display_name":"Claude Sonnet 4.5",\
                "created_at":"2025-09-29T00:00:00Z"}],"has_more":false,"first_id":"claude-sonnet-4-5","last_id":"claude-sonnet-4-5"}""";
    }

    @Override
    List<String> turn(JsonNode request) {
        long done = StreamSupport.stream(request.path("messages").spliterator(), false)
                .flatMap(message -> StreamSupport.stream(message.path("content").spliterator(), false))
                .filter(block -> block.path("type").asText().equals("tool_result"))
                .count();
        List<String> events = new ArrayList<>();
        events.add(event(
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\""
                        + request.path("model").asText()
                        + "\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":120,\"output_tokens\":1}}}"));
        if (done < PLAN.size()) {
            call(request, PLAN.get((int) done), done, events);
        } else {
            events.add(
                    event(
                            "content_block_start",
                            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"));
            events.add(
                    event(
                            "content_block_delta",
                            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"I read README.md and saved notes.md.\"}}"));
            end("end_turn", events);
        }
        return events;
    }

    private static void call(JsonNode request, PlannedCall planned, long number, List<String> events) {
        List<String> names = StreamSupport.stream(request.path("tools").spliterator(), false)
                .map(tool -> tool.path("name").asText())
                .toList();
        ObjectNode start =
                JSON.createObjectNode().put("type", "content_block_start").put("index", 0);
        start.putObject("content_block")
                .put("type", "tool_use")
                .put("id", "toolu_" + number)
                .put("name", offered(names, planned.tool()))
                .putObject("input");
        events.add(event("content_block_start", start.toString()));
        events.add(event("ping", "{\"type\":\"ping\"}"));
        int half = planned.arguments().length() / 2;
        for (String part : List.of(
                planned.arguments().substring(0, half), planned.arguments().substring(half))) {
            ObjectNode delta =
                    JSON.createObjectNode().put("type", "content_block_delta").put("index", 0);
            delta.putObject("delta").put("type", "input_json_delta").put("partial_json", part);
            events.add(event("content_block_delta", delta.toString()));
        }
        end("tool_use", events);
    }

    private static void end(String reason, List<String> events) {
        events.add(event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
        events.add(event(
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":20}}"));
        events.add(event("message_stop", "{\"type\":\"message_stop\"}"));
    }

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data;
    }
}
