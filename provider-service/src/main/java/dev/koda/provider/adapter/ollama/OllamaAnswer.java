package dev.koda.provider.adapter.ollama;

import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.provider.adapter.AnswerReader;
import dev.koda.provider.adapter.Ask;
import dev.koda.provider.adapter.Assembly;
import dev.koda.provider.adapter.ErrorAnswer;
import dev.koda.provider.adapter.Lines;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Usage;

/** Reads an Ollama chat answer: JSON lines, the last with {@code done}. */
final class OllamaAnswer implements AnswerReader {

    private final Assembly assembly;
    private final Ids ids;
    private final Function<ErrorAnswer, VendorFailure> errors;
    private final Lines lines = new Lines(this::line);

    OllamaAnswer(Ask ask, AnswerSink sink, Ids ids, Function<ErrorAnswer, VendorFailure> errors) {
        this.assembly = new Assembly(sink, ask.names());
        this.ids = ids;
        this.errors = errors;
    }

    @Override
    public void feed(Buffer chunk) {
        lines.feed(chunk);
    }

    @Override
    public void end() {
        assembly.end(); // a last line without its end is a cut one: the vendor ends every line
    }

    void whole(JsonNode answer) {
        chunk(answer);
        assembly.end();
    }

    private void line(byte[] bytes, int from, int to) {
        if (from < to) {
            chunk(VendorJson.parse(bytes, from, to));
        }
    }

    private void chunk(JsonNode node) {
        if (node.has("error")) {
            assembly.fail(errors.apply(ErrorAnswer.inStream(node)));
            return;
        }
        JsonNode message = node.path("message");
        assembly.reasoning(message.path("thinking").asText(""));
        assembly.text(message.path("content").asText(""));
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode function = call.path("function");
            assembly.wholeCall("call_" + ids.next(), function.path("name").asText(), function.path("arguments"));
        }
        if (node.path("done").asBoolean(false)) {
            assembly.usage(new Usage(
                    node.path("prompt_eval_count").asLong(0),
                    0,
                    node.path("eval_count").asLong(0),
                    0));
            boolean cut = "length".equals(node.path("done_reason").asText());
            assembly.reason(cut ? FinishReason.LENGTH : FinishReason.STOP);
        }
    }
}
