package dev.koda.provider.openaiapi;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.completion.EventStream;
import dev.koda.provider.completion.LiveAnswer;
import dev.koda.provider.failover.Outcome;
import dev.koda.provider.prompt.ToolCall;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes an answer as chat completion chunks. The envelope of a text chunk is made once, because there is one per token.
 */
final class ChatChunks implements LiveAnswer {

    private static final String DATA = "data: ";
    private static final String END = "\n\n";
    private static final String NO_FINISH = ",\"logprobs\":null,\"finish_reason\":null}]}";

    private final EventStream events;
    private final String head;
    private final byte[] beforeText;
    private final byte[] afterText;
    private final boolean withUsage;
    private boolean spoken;
    private int calls;

    ChatChunks(EventStream events, ChatAnswer.Envelope envelope, boolean withUsage) {
        this.events = events;
        this.withUsage = withUsage;
        this.head = "{\"id\":\"" + envelope.id() + "\",\"object\":\"chat.completion.chunk\",\"created\":"
                + envelope.created() + ",\"model\":\"" + quoted(envelope.model()) + "\",";
        this.beforeText = (DATA + head + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"").getBytes(UTF_8);
        this.afterText = ("\"}" + NO_FINISH + END).getBytes(UTF_8);
    }

    @Override
    public void text(String text) {
        begin();
        byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        events.raw(Buffer.buffer(beforeText.length + quoted.length + afterText.length)
                .appendBytes(beforeText)
                .appendBytes(quoted)
                .appendBytes(afterText));
    }

    @Override
    public void reasoning(String text) {
        begin();
        write(delta("{\"reasoning_content\":\"" + quoted(text) + "\"}", "null"));
    }

    @Override
    public void toolCall(ToolCall call) {
        begin();
        write(delta(
                "{\"tool_calls\":[{\"index\":" + calls++ + ",\"id\":\"" + quoted(call.id())
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"" + quoted(call.name())
                        + "\",\"arguments\":\"" + quoted(call.arguments().toString()) + "\"}" + extra(call) + "}]}",
                "null"));
    }

    void done(Outcome outcome) {
        begin();
        write(delta("{}", "\"" + ChatAnswer.reasonOf(outcome.reason()) + "\""));
        if (withUsage) {
            Map<String, Object> usage = ChatAnswer.usageOf(outcome.usage());
            write(head + "\"choices\":[],\"usage\":" + json(usage) + "}");
        }
        write("[DONE]");
        events.end();
    }

    /** Nobody can go on with an answer that has begun: the stream says so and ends. */
    void failed(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, Object> error = OpenAiProblem.error(problem, null);
        problem.members().forEach((name, value) -> {
            if (!"error".equals(name)) {
                error.put(name, value);
            }
        });
        body.put("error", error);
        events.event(null, body);
        events.end();
    }

    private static String extra(ToolCall call) {
        return call.signature() == null ? "" : ",\"extra_content\":" + json(ChatAnswer.extraOf(call.signature()));
    }

    private void begin() {
        if (!spoken) {
            spoken = true;
            write(delta("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        }
    }

    private String delta(String delta, String finish) {
        return head + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish
                + "}]}";
    }

    private void write(String event) {
        events.raw(Buffer.buffer((DATA + event + END).getBytes(UTF_8)));
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String json(Map<String, Object> usage) {
        return new JsonObject(usage).encode();
    }
}
