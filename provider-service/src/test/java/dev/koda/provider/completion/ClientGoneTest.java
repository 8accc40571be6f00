package dev.koda.provider.completion;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
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
import dev.koda.provider.prompt.Prompt;
import dev.koda.provider.stub.OpenAiShapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A caller who goes away ends the call at the vendor; what was used until then is booked, and nothing stays reserved. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ClientGoneTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BUDGETS = "/api/control-plane/budgets";
    private static final String WORDS = "These are twenty-eight signs";

    @TestHTTPResource("/")
    URI address;

    @Inject
    Pool pool;

    /** Of this test alone: usage is written a little later, and that of the test before may still be on its way. */
    private final String operator = UUID.randomUUID().toString();

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private Vertx vertx;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        HttpServer vendor = vertx.createHttpServer()
                .requestHandler(request -> request.endHandler(read -> begin(request)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        Calls.connect("openai", "http://127.0.0.1:" + vendor.actualPort() + "/v1");
        Calls.as("owner")
                .body(Map.of("scope", "all", "period", "day", "limit", "100", "currency", "USD"))
                .put(BUDGETS)
                .then()
                .statusCode(200);
    }

    @AfterEach
    void stop() {
        Calls.as("owner").delete(BUDGETS + "?scope=all");
        Calls.disconnect("openai");
        vertx.close();
    }

    @Test
    void aStreamOfTheOpenDoorIsBrokenOffAndBilledUpToThere() throws IOException {
        String body = """
                {"model":"openai/gpt-4o-mini","stream":true,"messages":[{"role":"user","content":"x"}]}""";
        leaveAfterTheFirstWords("/v1/chat/completions", TestTokens.operator(operator, "operator"), body);
        assertThat(billed().getLong("output")).isEqualTo(Prompt.tokensOf(WORDS.length()));
    }

    @Test
    void aStreamOfTheRuntimeIsBrokenOffAndBilledUpToThere() throws IOException {
        leaveAfterTheFirstWords("/internal/completions", TestTokens.service("runtime"), neutral(true));
        assertThat(billed().getLong("output")).isEqualTo(Prompt.tokensOf(WORDS.length()));
    }

    @Test
    void anAnswerInOnePieceThatNobodyWaitsForIsBrokenOffToo() throws IOException {
        try (Socket client = ask("/internal/completions", TestTokens.service("runtime"), neutral(false))) {
            await().atMost(SOON).until(() -> asked.get() == 1);
            assertThat(client.isConnected()).isTrue();
        }
        assertThat(billed().getLong("output")).isZero();
    }

    private void leaveAfterTheFirstWords(String path, String token, String body) throws IOException {
        try (Socket client = ask(path, token, body)) {
            StringBuilder read = new StringBuilder();
            byte[] chunk = new byte[4096];
            while (read.indexOf(WORDS) < 0) {
                int length = client.getInputStream().read(chunk);
                assertThat(length).as("the stream goes on: " + read).isPositive();
                read.append(new String(chunk, 0, length, StandardCharsets.UTF_8));
            }
        }
    }

    /** The one usage record, once the vendor's connection is closed and the budget holds nothing any more. */
    private Row billed() {
        await().atMost(SOON).until(() -> gone.get() == 1);
        await().atMost(SOON).until(() -> used().size() == 1);
        await().atMost(SOON)
                .until(() -> pool.query("SELECT 1 FROM reservation")
                                .execute()
                                .await()
                                .atMost(SOON)
                                .size()
                        == 0);
        Row row = used().iterator().next();
        assertThat(row.getString("outcome")).isEqualTo("cancelled");
        return row;
    }

    private RowSet<Row> used() {
        return pool.preparedQuery("SELECT * FROM usage_record WHERE operator_id = $1")
                .execute(Tuple.of(operator))
                .await()
                .atMost(SOON);
    }

    /** Says a few words, when a stream was asked for, and then nothing more. */
    private void begin(HttpServerRequest request) {
        request.connection().closeHandler(closed -> gone.incrementAndGet());
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        asked.incrementAndGet();
        request.response().write("data: " + OpenAiShapes.delta("{\"content\":\"" + WORDS + "\"}", null) + "\n\n");
    }

    private String neutral(boolean stream) {
        return """
                {"provider":"openai","model":"gpt-4o-mini","stream":%s,
                 "messages":[{"role":"user","content":[{"type":"text","text":"x"}]}],
                 "context":{"operator_id":"%s"}}""".formatted(stream, operator);
    }

    private Socket ask(String path, String token, String body) throws IOException {
        Socket client = new Socket(address.getHost(), address.getPort());
        client.setSoTimeout((int) SOON.toMillis());
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: koda\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return client;
    }
}
