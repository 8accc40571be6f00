package dev.koda.system.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.system.stack.RunningStack.Koda;

/** The gateway and the ports of the services behind it. */
final class Doors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_PROBLEM = 16_384;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final String gateway;
    private final Map<String, String> services = new HashMap<>();

    Doors(Koda koda) throws IOException, InterruptedException {
        gateway = koda.base();
        for (JsonNode part : koda.status().path("services")) {
            services.put(
                    part.path("name").asText(),
                    "http://127.0.0.1:" + part.path("port").asInt());
        }
    }

    String service(String document) {
        String name = document.replace("-service", "").replace("agent-", "");
        String address = services.get(name);
        if (address == null) {
            throw new AssertionError(name + " is not in " + services.keySet());
        }
        return address;
    }

    Answered ask(AccessRule rule, Visitor visitor) throws IOException, InterruptedException {
        return visitor.goesDirectly(rule)
                ? send(service(rule.service()), rule, bearer(visitor.jwt()))
                : send(gateway, rule, visitor.atGateway());
    }

    Answered atGateway(AccessRule rule, Visitor visitor) throws IOException, InterruptedException {
        return send(gateway, rule, visitor.atGateway());
    }

    static Map<String, String> bearer(String token) {
        return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
    }

    private Answered send(String base, AccessRule rule, Map<String, String> headers)
            throws IOException, InterruptedException {
        boolean bodiless = rule.method().equals("GET")
                || rule.method().equals("HEAD")
                || rule.method().equals("DELETE");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + rule.address()))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(rule.method(), bodiless ? BodyPublishers.noBody() : BodyPublishers.ofString(rule.body()));
        headers.forEach(request::header);
        HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
        // a live stream never ends by itself: only what was refused is read
        try (InputStream body = response.body()) {
            return new Answered(response.statusCode(), response.statusCode() < 400 ? "" : code(body));
        }
    }

    private static String code(InputStream body) throws IOException {
        try {
            return JSON.readTree(body.readNBytes(LARGEST_PROBLEM)).path("code").asText();
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
