package dev.koda.system.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.koda.system.stack.RunningStack.Koda;

/** Makes one visitor of each sort the way people do: sign in, invite, accept, create a token. */
final class Household {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTROL_PLANE = "/api/control-plane";
    private static final String PASSWORD = "matrix of quiet harbours 7";
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final Koda koda;
    private final String auth;
    private final String service;

    Household(Koda koda, Doors doors) throws IOException, InterruptedException {
        this.koda = koda;
        this.auth = doors.service("auth-service");
        this.service = post(
                        auth + "/internal/service-tokens",
                        Map.of(),
                        Map.of("service", "audit", "key", koda.setting("KODA_SERVICE_KEY")))
                .body()
                .path("token")
                .asText();
    }

    /** Nobody, the four roles by their sessions, the host, a service, and the owner's tokens, one for each scope. */
    List<Visitor> all(Set<String> scopes) throws IOException, InterruptedException {
        List<Visitor> visitors = new ArrayList<>();
        visitors.add(new Visitor("nobody", "nobody", Set.of(), Map.of(), ""));
        Visitor owner = owner();
        for (String role : List.of("viewer", "operator", "admin")) {
            visitors.add(invited(role, owner));
        }
        visitors.add(owner);
        String host = koda.setting("CONTROL_PLANE_API_TOKEN");
        visitors.add(new Visitor("break-glass", "break_glass", Set.of(), Doors.bearer(host), jwt("break_glass", host)));
        visitors.add(new Visitor("service", "service", Set.of(), Doors.bearer(service), service));
        for (String scope : scopes) {
            visitors.add(token(scope, owner));
        }
        return visitors;
    }

    private Visitor owner() throws IOException, InterruptedException {
        return session(
                "owner",
                post(
                        koda.base() + CONTROL_PLANE + "/auth/login",
                        origin(),
                        Map.of(
                                "identifier", koda.firstStart().value("owner"),
                                "password", koda.firstStart().value("password"))));
    }

    private Visitor invited(String role, Visitor owner) throws IOException, InterruptedException {
        String link = post(
                        koda.base() + CONTROL_PLANE + "/operators",
                        owner.atGateway(),
                        Map.of("email", role + "@matrix.example", "role", role))
                .body()
                .path("invite_url")
                .asText();
        return session(
                role,
                post(
                        koda.base() + CONTROL_PLANE + "/operators/invitations/accept",
                        origin(),
                        Map.of("token", link.substring(link.indexOf('=') + 1), "password", PASSWORD)));
    }

    private Visitor token(String scope, Visitor owner) throws IOException, InterruptedException {
        String token = post(
                        koda.base() + CONTROL_PLANE + "/auth/tokens",
                        owner.atGateway(),
                        Map.of("token_name", "matrix " + scope, "scopes", List.of(scope)))
                .body()
                .path("token")
                .asText();
        // the scope admin stands for every scope
        Set<String> held = scope.equals("admin") ? Set.of() : Set.of(scope);
        return new Visitor("token for " + scope, "owner", held, Doors.bearer(token), jwt("api_token", token));
    }

    private Visitor session(String role, Made made) throws IOException, InterruptedException {
        String cookie = made.cookie().substring(0, made.cookie().indexOf(';'));
        Map<String, String> headers = new HashMap<>(origin());
        headers.put("Cookie", cookie);
        return new Visitor(role, role, Set.of(), headers, jwt("session", cookie.substring(cookie.indexOf('=') + 1)));
    }

    private String jwt(String kind, String credential) throws IOException, InterruptedException {
        return post(
                        auth + "/internal/identity",
                        Doors.bearer(service),
                        Map.of("kind", kind, "credential", credential, "address", "127.0.0.1"))
                .body()
                .path("token")
                .asText();
    }

    private Map<String, String> origin() {
        return Map.of("Origin", koda.base());
    }

    private record Made(JsonNode body, String cookie) {}

    private Made post(String address, Map<String, String> headers, Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new AssertionError(address + " answered " + response.statusCode() + ": " + response.body());
        }
        return new Made(
                JSON.readTree(response.body()),
                response.headers().firstValue("Set-Cookie").orElse(""));
    }
}
