package dev.koda.benchmarks.turn;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.benchmarks.load.HttpLoad;
import dev.koda.benchmarks.load.Measured;

import static org.assertj.core.api.Assertions.assertThat;

/** A stub that ended tasks early or never would make every figure of the page wrong. */
class ModelHouseTest {
    private static final String USER = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"1\"}]}";
    private static final String ASSISTANT = "{\"role\":\"assistant\",\"content\":[]}";
    private static final String RESULT =
            "{\"role\":\"tool\",\"content\":[],\"tool_call_id\":\"call-0\",\"is_error\":false}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private ModelHouse house;

    @BeforeEach
    void start() throws Exception {
        house = ModelHouse.start(vertx);
    }

    @AfterEach
    void stop() {
        house.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        client.close();
    }

    @Test
    void aTaskCallsItsToolAsOftenAsItsInputSaysAndThenAnswers() throws Exception {
        assertThat(post("/internal/completions", "{\"messages\":[" + USER + "]}"))
                .contains("event: tool_call", "file.write", "\"finish_reason\":\"tool_calls\"");
        assertThat(post("/internal/completions", "{\"messages\":[" + USER + "," + ASSISTANT + "," + RESULT + "]}"))
                .contains("event: delta", "\"finish_reason\":\"stop\"")
                .doesNotContain("tool_call\n");
    }

    @Test
    void thereIsOneModelAndNothingElse() throws Exception {
        assertThat(post("/internal/chain", "")).contains("\"model\":\"one\"");
        assertThat(post("/elsewhere", "")).isEqualTo("{}");
    }

    @Test
    void aLoadOverHttpCountsWhatWasAnsweredAndWhatWasNot() throws Exception {
        Measured well = new HttpLoad(vertx, HttpMethod.GET, house.address() + "/internal/chain", Map.of("X", "y"), "")
                .run(4, Duration.ofSeconds(2));
        Measured badly = new HttpLoad(vertx, HttpMethod.POST, house.address() + "/elsewhere", Map.of(), "body")
                .run(2, Duration.ofSeconds(2));

        assertThat(well.completed()).isPositive();
        assertThat(well.failed()).isZero();
        assertThat(badly.completed()).isZero();
        assertThat(badly.failed()).isPositive();
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(house.address() + path))
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
