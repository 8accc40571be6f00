package dev.koda.provider.circuit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.TestTokens;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

/** What stands between callers and a connection: deadlines, retries, the circuit and the bound on calls. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class CircuitTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String XAI = "/api/control-plane/providers/xai";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start();
        Calls.connect("xai", vendor.url() + "/v1");
    }

    @AfterEach
    void stop() {
        Calls.disconnect("xai");
        vendor.close();
    }

    @Test
    void opensAfterRepeatedFailuresIsShownPublishedAndAudited() {
        vendor.on(CHAT, Reply.json(500, OpenAiShapes.error("server_error", "server_error", "boom")));
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            for (int call = 0; call < 4; call++) {
                complete(false).then().body("failure", notNullValue());
            }
            Calls.as("viewer")
                    .get(XAI + "/circuit")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("open"))
                    .body("failures", greaterThanOrEqualTo(10))
                    .body("window_s", equalTo(60))
                    .body("half_open_at", notNullValue());
            int before = vendor.asked(CHAT).size();
            complete(false)
                    .then()
                    .statusCode(502)
                    .body("failure", equalTo("unreachable"))
                    .body("action", equalTo("peer"));
            assertThat(vendor.asked(CHAT)).hasSize(before);
            Response refused = RestAssured.given()
                    .auth()
                    .oauth2(TestTokens.token("models:use"))
                    .contentType("application/json")
                    .body("{\"model\":\"xai/grok-4\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                    .post("/v1/chat/completions");
            refused.then()
                    .statusCode(503)
                    .body("code", equalTo("all_candidates_failed"))
                    .body("candidates[0].provider", equalTo("xai"))
                    .body("candidates[0].code", equalTo("circuit_open"));
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
            ReceivedEvent opened = events.await(
                    event -> "dev.koda.provider.circuit.opened.v1".equals(event.type()) && "xai".equals(event.key()));
            EventAssertions.matchesSchema(opened.type(), opened.value());
            audit.await(event -> event.value().contains("provider.circuit.opened"));
        }
    }

    @Test
    void aVendorsRetryAfterIsWaitedForWhenItIsShortAndPassedOnWhenItIsLong() {
        vendor.on(
                CHAT,
                Reply.json(429, OpenAiShapes.error("rate_limit_exceeded", "tokens", "slow"))
                        .with("Retry-After", "1"),
                Reply.json(200, OpenAiShapes.whole("later")));
        long begun = System.nanoTime();
        complete(false).then().statusCode(200).body("text", equalTo("later"));
        assertThat(System.nanoTime() - begun).isGreaterThan(900_000_000L);

        vendor.on(
                CHAT,
                Reply.json(429, OpenAiShapes.error("rate_limit_exceeded", "tokens", "slow"))
                        .with("Retry-After", "120"));
        vendor.forget();
        Response refused = complete(false);
        refused.then().statusCode(429).body("failure", equalTo("rate_limit")).body("retry_after_ms", equalTo(120000));
        assertThat(refused.header("Retry-After")).isEqualTo("120");
        assertThat(vendor.asked(CHAT)).hasSize(1);
    }

    @Test
    void aSilentVendorIsATimeoutBeforeTheFirstTokenAndBetweenTokens() {
        Calls.as("owner")
                .body(Map.of("timeouts", Map.of("first_token_ms", 300, "idle_ms", 300, "total_ms", 60_000)))
                .patch(XAI + "/connection")
                .then()
                .statusCode(200)
                .body("timeouts.idle_ms", equalTo(300));
        vendor.on(CHAT, Reply.events().hanging());
        assertThat(complete(true).asString())
                .contains("\"failure\":\"timeout\"")
                .contains("first_token_timeout");
        Calls.as("owner")
                .body(Map.of("timeouts", Map.of("first_token_ms", 120_000, "total_ms", 240_000)))
                .patch(XAI + "/connection");
        vendor.on(
                CHAT,
                Reply.events(OpenAiShapes.delta("{\"content\":\"Hi\"}", null)).hanging());
        long begun = System.nanoTime();
        assertThat(complete(true).asString()).contains("\"text\":\"Hi\"").contains("idle_timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("not only when the first token would have been late")
                .isLessThan(Duration.ofSeconds(90));
    }

    @Test
    void nobodyListeningIsUnreachable() {
        vendor.close();
        complete(false)
                .then()
                .statusCode(502)
                .body("failure", equalTo("unreachable"))
                .body("action", equalTo("peer"));
    }

    @Test
    void callsAboveTheBoundWaitAndAboveTheQueueAreRefused() throws Exception {
        Calls.as("owner")
                .body(Map.of("concurrency", 1))
                .patch(XAI + "/connection")
                .then()
                .statusCode(200);
        vendor.on(CHAT, Reply.json(200, OpenAiShapes.whole("one")));
        Promise<Void> gate = vendor.hold();
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
            for (int call = 0; call < 6; call++) {
                callers.execute(() -> statuses.add(complete(false).statusCode()));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> statuses.size() == 4);
            assertThat(statuses).containsOnly(503); // one is at the vendor, one waits
            gate.complete();
        }
        assertThat(statuses).containsExactly(503, 503, 503, 503, 200, 200);
        Calls.as("viewer").get(XAI + "/circuit").then().body("state", equalTo("closed"));
    }

    @Test
    void aPromptBeyondTheModelsLimitIsTooLongWhateverTheVendorCallsIt() {
        vendor.on(CHAT, Reply.json(400, OpenAiShapes.error("null", "invalid_request_error", "prompt is too long")));
        String long1 = "word ".repeat(200_000);
        Calls.asService()
                .body(Map.of(
                        "provider",
                        "xai",
                        "model",
                        "grok-4",
                        "messages",
                        List.of(Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", long1))))))
                .post("/internal/completions")
                .then()
                .statusCode(413)
                .body("failure", equalTo("context_too_long"))
                .body("action", equalTo("peer"));
        complete(false)
                .then()
                .statusCode(400)
                .body("failure", equalTo("bad_request"))
                .body("action", equalTo("stop"));
    }

    private static Response complete(boolean stream) {
        return Calls.asService().body("""
                        {"provider":"xai","model":"grok-4","stream":%s,
                         "messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}""".formatted(stream)).post("/internal/completions");
    }
}
