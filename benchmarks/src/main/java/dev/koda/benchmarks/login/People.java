package dev.koda.benchmarks.login;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Makes the people of the measured house, through its gateway, and signs them in one by one. */
final class People {
    static final String PASSWORD = "quiet harbour lantern seven";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTROL_PLANE = "/api/control-plane";
    static final String LOGIN = CONTROL_PLANE + "/auth/login";
    static final String OTHER = CONTROL_PLANE + "/onboarding/status";
    private static final int TIMEOUT_MS = 20_000;

    static {
        // else the client leaves out the header by which the gateway knows its own pages; read once, at its first use
        System.setProperty("sun.net.http.allowRestrictedHeaders", "true");
    }

    private final String address;

    /** @param cookie as set, or empty */
    record Answer(int status, String cookie, String body) {}

    People(String address) {
        this.address = address;
    }

    /** So many viewers, each with {@link #PASSWORD}; their e-mails. */
    List<String> invited(int number, String owner, String password) throws IOException {
        String cookie = signIn(owner, password).cookie();
        String session = cookie.substring(0, cookie.indexOf(';'));
        List<String> emails = new ArrayList<>();
        for (int one = 0; one < number; one++) {
            String email = "person" + one + "@bench.example";
            JsonNode invited = made(post("/operators", Map.of("email", email, "role", "viewer"), session));
            String link = invited.path("invite_url").asText();
            made(post(
                    "/operators/invitations/accept",
                    Map.of("token", link.substring(link.indexOf("token=") + 6), "password", PASSWORD),
                    ""));
            emails.add(email);
        }
        return emails;
    }

    private static JsonNode made(Answer answer) throws IOException {
        if (answer.status() != 201) {
            throw new IllegalStateException("status " + answer.status() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    Answer signIn(String identifier, String password) throws IOException {
        return post("/auth/login", Map.of("identifier", identifier, "password", password), "");
    }

    private Answer post(String path, Map<String, ?> body, String cookie) throws IOException {
        HttpURLConnection connection = connection(path);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Sec-Fetch-Site", "same-origin");
        if (!cookie.isEmpty()) {
            connection.setRequestProperty("Cookie", cookie);
        }
        byte[] json = JSON.writeValueAsBytes(body);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(json.length);
        connection.getOutputStream().write(json);
        return answer(connection);
    }

    private HttpURLConnection connection(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(address + CONTROL_PLANE + path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        return connection;
    }

    /** Reads to the end, so that the connection is kept for the next call. */
    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String cookie = connection.getHeaderField("Set-Cookie");
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, cookie == null ? "" : cookie, text);
        }
    }
}
