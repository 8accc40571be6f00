package dev.koda.provider.adapter.ollama;

import java.time.Clock;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.provider.adapter.Asks;
import dev.koda.provider.adapter.Recording;
import dev.koda.provider.adapter.VendorJson;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.prompt.FinishReason;
import dev.koda.provider.prompt.Usage;

import static org.assertj.core.api.Assertions.assertThat;

class OllamaFormatTest {

    private final OllamaFormat format = new OllamaFormat(new Ids(Clock.systemUTC()));

    @Test
    void writesImagesAsDataAndToolResultsByName() {
        JsonNode body = VendorJson.tolerant(
                format.completion(Asks.streamed("ollama", "llama3.2")).body().toString());
        assertThat(body.at("/messages/1/images/0").asText()).isEqualTo("aGk=");
        assertThat(body.at("/messages/2/tool_calls/0/function/arguments/path").asText())
                .isEqualTo("a.txt");
        assertThat(body.at("/messages/3/tool_name").asText()).isEqualTo("file.read");
        assertThat(body.at("/options/num_predict").asInt()).isEqualTo(300);
        assertThat(body.path("stream").asBoolean()).isTrue();
    }

    @Test
    void readsLinesOfTextThinkingAndCalls() {
        Recording answer = Recording.readInEveryChunking(format, Asks.streamed("ollama", "llama3.2"), stream());
        assertThat(answer.text()).isEqualTo("The sky");
        assertThat(answer.thoughts()).isEqualTo("hm");
        assertThat(answer.calls()).extracting(call -> call.name()).containsExactly("file.read", "time.now");
        assertThat(answer.finish().usage()).isEqualTo(new Usage(26, 0, 290, 0));
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void aStreamCutAnywhereMakesNoCall() {
        Recording.cutAtEveryPoint(format, Asks.streamed("ollama", "llama3.2"), stream());
    }

    @Test
    void readsAnAnswerInOnePiece() {
        String body =
                "{\"model\":\"llama3.2\",\"created_at\":\"2025-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"Whole\"},\"done_reason\":\"length\",\"done\":true,\"prompt_eval_count\":5,\"eval_count\":2}";
        Recording answer = Recording.readInEveryChunking(format, Asks.whole("ollama", "llama3.2"), body);
        assertThat(answer.text()).isEqualTo("Whole");
        assertThat(answer.finish().reason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void anErrorLineInsideTheStreamIsAFailure() {
        String wire =
                "{\"message\":{\"content\":\"Hi\"},\"done\":false}\n{\"error\":\"an error was encountered while running the model\"}\n";
        assertThat(Recording.readInEveryChunking(format, Asks.streamed("ollama", "m"), wire)
                        .failure()
                        .failure())
                .isEqualTo(Failure.OVERLOADED);
    }

    @ParameterizedTest
    @CsvSource({"404, BAD_MODEL", "400, BAD_REQUEST", "500, OVERLOADED", "503, OVERLOADED", "401, AUTH"})
    void namesFailuresByStatus(int status, Failure expected) {
        assertThat(Asks.failureOf(format, status, "{\"error\":\"model 'x' not found\"}"))
                .isEqualTo(expected);
    }

    private static String stream() {
        return """
                {"model":"llama3.2","created_at":"2025-07-07T20:22:19.184789Z","message":{"role":"assistant","content":"","thinking":"hm"},"done":false}
                {"model":"llama3.2","created_at":"2025-07-07T20:22:19.184789Z","message":{"role":"assistant","content":"The "},"done":false}
                {"model":"llama3.2","created_at":"2025-07-07T20:22:19.184789Z","message":{"role":"assistant","content":"sky"},"done":false}
                {"model":"llama3.2","created_at":"2025-07-07T20:22:19.184789Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"file.read","arguments":{"path":"a.txt"}}},{"function":{"name":"time.now","arguments":{}}}]},"done":false}
                {"model":"llama3.2","created_at":"2025-07-07T20:22:19.184789Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"total_duration":4883583458,"load_duration":1334875,"prompt_eval_count":26,"prompt_eval_duration":342546000,"eval_count":290,"eval_duration":4535599000}
                """;
    }
}
