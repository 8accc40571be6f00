package dev.koda.gateway.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@WithStubHouse
class StreamingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHUNK = 64 * 1024;

    @Inject
    Event<ShutdownDelayInitiatedEvent> stopping;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void closeClient() {
        client.shutdownNow();
    }

    @Test
    void anEventReachesTheClientBeforeTheNextIsSentAndItsGoingReachesTheService() throws Exception {
        AtomicReference<HttpServerResponse> stream = new AtomicReference<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        StubHouse.current().of("runtime").on("/api/runtime/tasks/1/events", request -> {
            request.response().closeHandler(gone -> closed.complete(null));
            request.response()
                    .setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .write("data: one\n\n");
            stream.set(request.response());
        });

        HttpResponse<InputStream> response =
                client.send(asABrowser("/api/runtime/tasks/1/events"), HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(lines.readLine()).isEqualTo("data: one");
        stream.get().write("data: two\n\n");
        assertThat(lines.readLine()).isEmpty();
        assertThat(lines.readLine()).isEqualTo("data: two");

        response.body().close();
        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aStopLetsGoOfWhoeverWatchesAndOfTheServiceBehind() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        StubHouse.current().of("runtime").on("/api/runtime/tasks/2/events", request -> {
            request.response().closeHandler(gone -> closed.complete(null));
            request.response()
                    .setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .write("data: one\n\n");
        });
        HttpResponse<InputStream> response =
                client.send(asABrowser("/api/runtime/tasks/2/events"), HttpResponse.BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo("data: one");
        assertThat(lines.readLine()).isEmpty();

        stopping.fire(new ShutdownDelayInitiatedEvent());

        assertThatThrownBy(lines::readLine).isInstanceOf(IOException.class);
        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void anUploadArrivesWhileItIsStillBeingSent() throws Exception {
        AtomicLong arrived = new AtomicLong();
        StubHouse.current().of("storage").on("/api/control-plane/artifacts/stream", request -> {
            request.handler(chunk -> arrived.addAndGet(chunk.length()));
            request.endHandler(ended -> request.response().end("{}"));
        });
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head("POST /api/control-plane/artifacts/stream", "Transfer-Encoding: chunked"));
            writeChunk(out, "first part");
            Awaitility.await().atMost(PATIENCE).until(() -> arrived.get() == "first part".length());
            writeChunk(out, "the rest");
            writeChunk(out, "");
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(status).isEqualTo("HTTP/1.1 200 OK");
            assertThat(arrived.get()).isEqualTo("first partthe rest".length());
        }
    }

    @Test
    void aClientThatDoesNotReadSlowsTheServiceDown() throws Exception {
        AtomicInteger written = new AtomicInteger();
        StubHouse.current().of("storage").on("/api/control-plane/artifacts/endless", request -> {
            HttpServerResponse response = request.response().setChunked(true);
            writeWhileWanted(response, written);
            response.drainHandler(drained -> writeWhileWanted(response, written));
        });
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setReceiveBufferSize(CHUNK);
            OutputStream out = socket.getOutputStream();
            out.write(head("GET /api/control-plane/artifacts/endless", "Accept: */*"));
            out.flush();
            Awaitility.await().atMost(PATIENCE).until(() -> written.get() > 0);
            AtomicInteger last = new AtomicInteger(-1);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> last.getAndSet(written.get()) == written.get());
            assertThat(written.get() * (long) CHUNK).isLessThan(64L << 20);
        }
    }

    @Test
    void anAnswerThatBreaksOffDoesNotLookWhole() {
        StubHouse.current().of("storage").on("/api/control-plane/artifacts/broken", request -> {
            request.response().putHeader("Content-Length", "1000").write("only this");
            io.vertx.core.Vertx.currentContext().owner().setTimer(50, fired -> request.connection()
                    .close());
        });

        assertThatThrownBy(() ->
                        client.send(get("/api/control-plane/artifacts/broken"), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    private static void writeWhileWanted(HttpServerResponse response, AtomicInteger written) {
        while (!response.writeQueueFull() && !response.closed()) {
            response.write(Buffer.buffer(new byte[CHUNK]));
            written.incrementAndGet();
        }
    }

    private static byte[] head(String request, String header) {
        return (request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + StubHouse.API_TOKEN + "\r\n"
                        + header + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void writeChunk(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Browsers take compressed answers; a stream must not be held back to compress it. */
    private static HttpRequest asABrowser(String path) {
        return HttpRequest.newBuilder(RawRequests.at(path))
                .timeout(PATIENCE)
                .header("Accept-Encoding", "gzip, deflate, br")
                .header("Authorization", "Bearer " + StubHouse.API_TOKEN)
                .build();
    }

    private static HttpRequest get(String path) {
        return HttpRequest.newBuilder(RawRequests.at(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + StubHouse.API_TOKEN)
                .build();
    }
}
