package dev.koda.runtime.completion;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

import dev.koda.runtime.tool.Schemas;
import dev.koda.runtime.tool.ToolSpec;

import static org.assertj.core.api.Assertions.assertThat;

/** What is put together from bytes made once is the same JSON as ever. */
class CompletionBodyTest {
    private static final UUID TASK = new UUID(0x7000L, 1);
    private static final UUID AGENT = new UUID(0x7000L, 2);

    @Test
    void theBodyIsOneObjectWithTheWholeHistoryInOrder() throws Exception {
        ToolRequest call = new ToolRequest("call-1", "time.now", Schemas.of("{\"zone\":\"Europe/Zürich\"}"), "sig");
        List<ChatMessage> messages = List.of(
                ChatMessage.system("Say \"yes\"."),
                ChatMessage.user("Straße"),
                ChatMessage.assistant("", List.of(call)),
                ChatMessage.tool("call-1", "{\"now\":1}", true));
        ToolSpec tool = new ToolSpec("time.now", "Tells the time.", Schemas.of("{\"type\":\"object\"}"));

        JsonNode body = body(messages, new OfferedTools(List.of(tool)), "canary");

        assertThat(body.path("provider").asText()).isEqualTo("stub \"one\"");
        assertThat(body.path("model").asText()).isEqualTo("m");
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("messages")).hasSize(4);
        for (int i = 0; i < messages.size(); i++) {
            assertThat(body.path("messages").get(i)).isEqualTo(messages.get(i).json());
        }
        assertThat(body.path("tools")).hasSize(1);
        assertThat(body.at("/tools/0/parameters/type").asText()).isEqualTo("object");
        assertThat(body.path("context"))
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("agent_id", AGENT.toString())
                        .put("task_id", TASK.toString())
                        .put("operator_id", "op")
                        .put("purpose", "canary"));
    }

    @Test
    void nothingToSayAndNothingToCallAreEmptyArrays() throws Exception {
        JsonNode body = body(List.of(), new OfferedTools(List.of()), "");

        assertThat(body.path("messages").isArray()).isTrue();
        assertThat(body.path("messages")).isEmpty();
        assertThat(body.path("tools").isArray()).isTrue();
        assertThat(body.path("context").has("purpose")).isFalse();
    }

    private static JsonNode body(List<ChatMessage> messages, OfferedTools tools, String purpose) throws Exception {
        return new ObjectMapper()
                .readTree(CompletionBody.of(
                        new Candidate("stub \"one\"", "m", 0),
                        new CompletionRequest(messages, tools, AGENT, TASK, "op", purpose)));
    }
}
