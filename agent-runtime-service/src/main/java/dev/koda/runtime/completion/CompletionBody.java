package dev.koda.runtime.completion;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The body of {@code /internal/completions}. The history grows with every turn and goes out whole each time, so its
 * messages are copied in as the bytes they were made into once.
 */
final class CompletionBody {

    private CompletionBody() {}

    static byte[] of(Candidate candidate, CompletionRequest turn) {
        byte[] head = head(candidate);
        byte[] tail = tail(turn);
        List<byte[]> messages = turn.messages().stream().map(ChatMessage::wire).toList();
        int size = head.length + tail.length + turn.tools().wire().length;
        for (byte[] message : messages) {
            size += message.length + 1;
        }
        var body = new ByteArrayOutputStream(size + 64);
        write(body, head, ",\"messages\":[");
        for (int i = 0; i < messages.size(); i++) {
            write(body, messages.get(i), i + 1 < messages.size() ? "," : "");
        }
        write(body, ascii("],\"tools\":"), "");
        write(body, turn.tools().wire(), ",\"context\":");
        write(body, tail, "}");
        return body.toByteArray();
    }

    /** An object that is not closed: more members follow. */
    private static byte[] head(Candidate candidate) {
        String head = JsonNodeFactory.instance
                .objectNode()
                .put("provider", candidate.provider())
                .put("model", candidate.model())
                .put("stream", true)
                .toString();
        return head.substring(0, head.length() - 1).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tail(CompletionRequest turn) {
        ObjectNode context = JsonNodeFactory.instance
                .objectNode()
                .put("agent_id", turn.agentId().toString())
                .put("task_id", turn.taskId().toString())
                .put("operator_id", turn.operatorId());
        if (!turn.purpose().isEmpty()) {
            context.put("purpose", turn.purpose());
        }
        return context.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ByteArrayOutputStream body, byte[] json, String between) {
        body.writeBytes(json);
        body.writeBytes(ascii(between));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
