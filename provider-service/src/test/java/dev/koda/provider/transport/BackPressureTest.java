package dev.koda.provider.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A client that does not read slows the vendor down; nothing piles up in between. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class BackPressureTest {

    /** 64 MiB in all: many times what the kernels' socket buffers on the way may take. */
    private static final int TOKENS = 4_096;

    private static final String TOKEN = "x".repeat(16 * 1024);

    @TestHTTPResource("/")
    URI address;

    private final AtomicInteger sent = new AtomicInteger();
    private Vertx vertx;
    private HttpServer vendor;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        vendor = vertx.createHttpServer()
                .requestHandler(request ->
                        request.endHandler(asked -> pour(request.response().setChunked(true))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        Calls.connect("xai", "http://127.0.0.1:" + vendor.actualPort() + "/v1");
    }

    @AfterEach
    void stop() {
        Calls.disconnect("xai");
        vertx.close();
    }

    @Test
    void theVendorWaitsForAClientThatDoesNotRead() throws IOException {
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(8 * 1024);
            client.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            client.setSoTimeout(60_000);
            ask(client);
            await().atMost(Duration.ofSeconds(60)).until(() -> sent.get() > 0);
            AtomicInteger seen = new AtomicInteger();
            await("nothing more is taken for two seconds")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> seen.getAndSet(sent.get()) == sent.get());
            assertThat(sent.get()).isLessThan(TOKENS);
            assertThat(readToTheEnd(client.getInputStream())).contains("event: done");
            assertThat(sent.get()).isEqualTo(TOKENS);
        }
    }

    /** Writes as fast as it is read, and no faster. */
    private void pour(HttpServerResponse response) {
        response.putHeader("Content-Type", "text/event-stream");
        Buffer token = event(OpenAiShapes.delta("{\"content\":\"" + TOKEN + "\"}", null));
        go(response, token);
    }

    private void go(HttpServerResponse response, Buffer token) {
        while (sent.get() < TOKENS) {
            sent.incrementAndGet();
            response.write(token);
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> go(response, token));
                return;
            }
        }
        response.drainHandler(null);
        response.end(event(OpenAiShapes.delta("{}", "stop")).appendBuffer(event("[DONE]")));
    }

    private static Buffer event(String data) {
        return Buffer.buffer("data: " + data + "\n\n");
    }

    private void ask(Socket client) throws IOException {
        String body = """
                {"provider":"xai","model":"grok-4","stream":true,
                 "messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}""";
        String head = "POST /internal/completions HTTP/1.1\r\nHost: koda\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + TestTokens.service("runtime") + "\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    /** The last kibibyte; all before it is read and dropped. */
    private static String readToTheEnd(InputStream in) throws IOException {
        byte[] last = new byte[1024];
        byte[] chunk = new byte[64 * 1024];
        try (var stream = new BufferedInputStream(in)) {
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                int kept = Math.min(read, last.length);
                System.arraycopy(last, kept, last, 0, last.length - kept);
                System.arraycopy(chunk, read - kept, last, last.length - kept, kept);
            }
        }
        return new String(last, StandardCharsets.UTF_8);
    }
}
