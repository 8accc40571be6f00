package dev.koda.benchmarks.turn;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.platform.testkit.token.TestTokens;

/** An operator's requests to the measured runtime. */
final class TaskDoor {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Submissions under way at a time: enough to fill the slots quickly, few enough to leave the machine to the turns. */
    private static final int TOGETHER = 4;
    /** Tokens last ten minutes; signing one for each request would cost more than the request. */
    private static final Duration RENEW = Duration.ofMinutes(5);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String api;
    private String token = "";
    private long signedAt;

    TaskDoor(String api) {
        this.api = api;
    }

    /** A published agent that may write files. */
    String agent() throws IOException, InterruptedException {
        String made = post(
                "/api/control-plane/agents",
                "{\"name\":\"bench\",\"instructions\":\"Do.\",\"model\":\"stub/one\",\"tools\":[\"file.write\"]}");
        String id = JSON.readTree(made).path("id").asText();
        post("/api/control-plane/agents/" + id + "/publish", "{}");
        return id;
    }

    void submit(String agent, int turns) throws IOException, InterruptedException {
        post("/api/runtime/tasks", "{\"agent_id\":\"" + agent + "\",\"input\":\"" + turns + "\"}");
    }

    void submit(String agent, int tasks, int turns) throws InterruptedException, ExecutionException {
        Semaphore together = new Semaphore(TOGETHER);
        List<Future<?>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < tasks; i++) {
                together.acquire();
                answers.add(threads.submit(() -> {
                    try {
                        submit(agent, turns);
                    } finally {
                        together.release();
                    }
                    return null;
                }));
            }
        }
        for (Future<?> answer : answers) {
            answer.get();
        }
    }

    /** The value of a counter without labels at the process that serves the API; 0 while it was never counted. */
    double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/q/metrics"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", 3)[1]))
                .findFirst()
                .orElse(0);
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(api + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private synchronized String token() {
        if (token.isEmpty() || System.nanoTime() - signedAt > RENEW.toNanos()) {
            token = TestTokens.operator("01900000-0000-7000-8000-000000000001", "owner");
            signedAt = System.nanoTime();
        }
        return token;
    }
}
