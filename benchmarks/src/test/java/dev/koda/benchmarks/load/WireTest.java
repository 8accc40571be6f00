package dev.koda.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WireTest {
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/whole", exchange -> answer(exchange, 200, false));
        server.createContext("/chunks", exchange -> answer(exchange, 503, true));
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Whoever left a rest of one answer unread would take it for the next. */
    @Test
    void readsEachAnswerToItsEndWhicheverWayItsLengthIsTold() throws IOException {
        byte[] whole = Wire.request("POST", address, "/whole", "{\"a\":\"ä\"}", "Content-Type: application/json");
        byte[] chunks = Wire.request("GET", address, "/chunks", "");
        try (Wire wire = new Wire(address)) {
            assertThat(wire.exchange(whole)).isEqualTo(200);
            assertThat(wire.exchange(chunks)).isEqualTo(503);
            assertThat(wire.exchange(chunks)).isEqualTo(503);
            assertThat(wire.exchange(whole)).isEqualTo(200);
        }
    }

    private static void answer(HttpExchange exchange, int status, boolean chunked) throws IOException {
        byte[] body = ("said: " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + "\r\n")
                .repeat(700)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, chunked ? 0 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
