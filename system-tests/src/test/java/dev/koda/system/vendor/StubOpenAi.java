package dev.koda.system.vendor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/** Chat Completions, streaming, arguments split over chunks as the real service does. */
final class StubOpenAi extends StubVendor {
    static final String KEY = "sk-proj-system-test-7Q2fAAAA";

    StubOpenAi() throws IOException {}

    @Override
    boolean authorised(HttpExchange exchange) {
        return ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    @Override
    String models() {
        return """
                {"object":"list","data":[{"id":"gpt-4o-mini","object":"model","created":1721172741,"owned_by":"system"}]}""";
    }

    @Override
    List<String> turn(JsonNode request) {
        long done = StreamSupport.stream(request.path("messages").spliterator(), false)
                .filter(message -> message.path("role").asText().equals("tool"))
                .count();
        List<String> events = new ArrayList<>();
        events.add(chunk(request, "{\"role\":\"assistant\",\"content\":\"\"}", null));
        if (done < PLAN.size()) {
            call(request, PLAN.get((int) done), done, events);
        } else {
            events.add(chunk(request, "{\"content\":\"I read README.md \"}", null));
            events.add(chunk(request, "{\"content\":\"and saved notes.md.\"}", null));
            events.add(chunk(request, "{}", "stop"));
        }
        events.add(
                "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o-mini\","
                        + "\"choices\":[],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":20,\"total_tokens\":140}}");
        events.add("data: [DONE]");
        return events;
    }

    private static void call(JsonNode request, PlannedCall planned, long number, List<String> events) {
        List<String> names = StreamSupport.stream(request.path("tools").spliterator(), false)
                .map(tool -> tool.path("function").path("name").asText())
                .toList();
        ObjectNode delta = JSON.createObjectNode();
        delta.putArray("tool_calls")
                .addObject()
                .put("index", 0)
                .put("id", "call_" + number)
                .put("type", "function")
                .putObject("function")
                .put("name", offered(names, planned.tool()))
                .put("arguments", "");
        events.add(chunk(request, delta.toString(), null));
        String arguments = planned.arguments();
        int half = arguments.length() / 2;
        for (String part : List.of(arguments.substring(0, half), arguments.substring(half))) {
            ObjectNode piece = JSON.createObjectNode();
            piece.putArray("tool_calls")
                    .addObject()
                    .put("index", 0)
                    .putObject("function")
                    .put("arguments", part);
            events.add(chunk(request, piece.toString(), null));
        }
        events.add(chunk(request, "{}", "tool_calls"));
    }

    private static String chunk(JsonNode request, String delta, String finish) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\""
                + request.path("model").asText() + "\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + (finish == null ? "null" : "\"" + finish + "\"") + "}]}";
    }
}
