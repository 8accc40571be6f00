package dev.koda.platform.testkit.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.koda.platform.testkit.server.TestEnvironment;

/** Answers {@code /.well-known/jwks.json} and {@code /internal/service-tokens} as auth-service does. */
public final class StubIdentityServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final HttpServer server;
    private final AtomicInteger tokensGiven = new AtomicInteger();

    private StubIdentityServer(HttpServer server) {
        this.server = server;
    }

    /** Starts on a free port of the loopback interface. */
    public static StubIdentityServer start() {
        return start(0);
    }

    /** Starts on this port of the loopback interface, where until now nobody answered. */
    public static StubIdentityServer start(int port) {
        try {
            StubIdentityServer stub = new StubIdentityServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            stub.server.createContext("/.well-known/jwks.json", exchange -> answer(exchange, 200, TestTokens.jwks()));
            stub.server.createContext("/internal/service-tokens", stub::serviceToken);
            stub.server.start();
            return stub;
        } catch (IOException failure) {
            throw new UncheckedIOException("the stub of auth-service could not start", failure);
        }
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many service tokens it gave out. */
    public int tokensGiven() {
        return tokensGiven.get();
    }

    private void serviceToken(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        if (!TestEnvironment.SERVICE_KEY.equals(request.path("key").asText())) {
            answer(exchange, 401, "{\"code\":\"invalid_service_key\"}");
            return;
        }
        tokensGiven.incrementAndGet();
        String token = TestTokens.service(request.path("service").asText());
        answer(
                exchange,
                200,
                JSON.createObjectNode()
                        .put("token", token)
                        .put("expires_at", Instant.now().plus(LIFETIME).toString())
                        .toString());
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
