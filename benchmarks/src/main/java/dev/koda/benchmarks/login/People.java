package dev.koda.benchmarks.login;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Makes and signs in the people of the measured house, through its gateway. */
final class People {
    static final String PASSWORD = "quiet harbour lantern seven";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTROL_PLANE = "/api/control-plane";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    People(String address) {
        this.address = address;
    }

    /** So many viewers, each with {@link #PASSWORD}; their e-mails. */
    List<String> invited(int number, String owner, String password) throws IOException, InterruptedException {
        String cookie =
                signIn(owner, password).headers().firstValue("Set-Cookie").orElseThrow();
        String session = cookie.substring(0, cookie.indexOf(';'));
        List<String> emails = new ArrayList<>();
        for (int one = 0; one < number; one++) {
            String email = "person" + one + "@bench.example";
            JsonNode invited = JSON.readTree(post("/operators", Map.of("email", email, "role", "viewer"), session)
                    .body());
            String link = invited.path("invite_url").asText();
            post(
                    "/operators/invitations/accept",
                    Map.of("token", link.substring(link.indexOf("token=") + 6), "password", PASSWORD),
                    "");
            emails.add(email);
        }
        return emails;
    }

    HttpResponse<String> signIn(String identifier, String password) throws IOException, InterruptedException {
        return post("/auth/login", Map.of("identifier", identifier, "password", password), "");
    }

    /** A call that has nothing to do with signing in, but is answered by the same service. */
    HttpResponse<String> other() throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + CONTROL_PLANE + "/onboarding/status"))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, ?> body, String cookie)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + CONTROL_PLANE + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Origin", address)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
