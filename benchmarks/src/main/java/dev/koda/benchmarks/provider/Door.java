package dev.koda.benchmarks.provider;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import dev.koda.benchmarks.stack.StartedStack;

/** Connects the stub as a user would: connection, proof that it answers, a budget that is reserved from on each call. */
final class Door {
    private final StartedStack stack;
    private final Map<String, String> headers;

    Door(StartedStack stack, Map<String, String> headers) {
        this.stack = stack;
        this.headers = headers;
    }

    void connect(String baseUrl) throws Exception {
        ask(
                "PUT",
                "providers/openai/connection",
                "{\"auth\":{\"api_key\":\"sk-bench-0123456789\"},\"base_url\":\"" + baseUrl + "\"}");
        ask("POST", "providers/openai/connection/verify", "");
        ask("PUT", "budgets", "{\"scope\":\"all\",\"period\":\"day\",\"limit\":\"1000000.00\",\"currency\":\"USD\"}");
    }

    private void ask(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.address() + "/api/control-plane/" + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
        }
    }
}
