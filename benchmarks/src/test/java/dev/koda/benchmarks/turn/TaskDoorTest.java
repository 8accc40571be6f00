package dev.koda.benchmarks.turn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The load of the turns: what it submits, and how it reads the runtime's counters. */
class TaskDoorTest {
    private static final String METRICS = """
            # TYPE koda_waits summary
            koda_waits_count_other 7.0
            koda_waits_count 42.0 # {span_id="b3cab3a93a8e60ea",trace_id="89a3fd2f07b480774069224649f17eae"} 1.0 1795698711.053
            koda_waits_sum 0.5
            """;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer runtime;
    private TaskDoor door;

    @BeforeEach
    void start() throws IOException {
        runtime = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        runtime.createContext("/", this::answer);
        runtime.start();
        door = new TaskDoor("http://127.0.0.1:" + runtime.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        runtime.stop(0);
    }

    @Test
    void anAgentIsMadeAndPublishedAndGetsItsTasks() throws Exception {
        String agent = door.agent();
        door.submit(agent, 5, 20);

        assertThat(agent).isEqualTo("a-1");
        assertThat(asked)
                .startsWith("/api/control-plane/agents", "/api/control-plane/agents/a-1/publish")
                .hasSize(7)
                .endsWith("/api/runtime/tasks {\"agent_id\":\"a-1\",\"input\":\"20\"}");
    }

    @Test
    void aRefusedTaskEndsTheMeasurement() {
        assertThatThrownBy(() -> door.submit("refused", 1)).hasMessageContaining("429");
    }

    @Test
    void aCounterIsReadByItsWholeNameWithoutItsExemplar() throws Exception {
        assertThat(door.metric("koda_waits_count")).isEqualTo(42);
        assertThat(door.metric("koda_waits_sum")).isEqualTo(0.5);
        assertThat(door.metric("koda_never")).isZero();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(path.endsWith("/tasks") ? path + " " + body : path);
            String answer = path.endsWith("metrics") ? METRICS : "{\"id\":\"a-1\"}";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.contains("refused") ? 429 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
