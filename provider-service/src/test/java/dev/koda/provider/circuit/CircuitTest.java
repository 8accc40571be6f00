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

/** What keeps callers from a connection: the circuit and the bound on calls. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class CircuitTest {

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
        vendor.on(Xai.CHAT, Reply.json(500, OpenAiShapes.error("server_error", "server_error", "boom")));
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            for (int call = 0; call < 4; call++) {
                Xai.complete(false).then().body("failure", notNullValue());
            }
            Calls.as("viewer")
                    .get(Xai.PATH + "/circuit")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("open"))
                    .body("failures", greaterThanOrEqualTo(10))
                    .body("window_s", equalTo(60))
                    .body("half_open_at", notNullValue());
            int before = vendor.asked(Xai.CHAT).size();
            Xai.complete(false)
                    .then()
                    .statusCode(502)
                    .body("failure", equalTo("unreachable"))
                    .body("action", equalTo("peer"));
            assertThat(vendor.asked(Xai.CHAT)).hasSize(before);
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
    void callsAboveTheBoundWaitAndAboveTheQueueAreRefused() throws Exception {
        Calls.as("owner")
                .body(Map.of("concurrency", 1))
                .patch(Xai.PATH + "/connection")
                .then()
                .statusCode(200);
        vendor.on(Xai.CHAT, Reply.json(200, OpenAiShapes.whole("one")));
        Promise<Void> gate = vendor.hold();
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
            for (int call = 0; call < 6; call++) {
                callers.execute(() -> statuses.add(Xai.complete(false).statusCode()));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> statuses.size() == 4);
            assertThat(statuses).containsOnly(503); // one is at the vendor, one waits
            gate.complete();
        }
        assertThat(statuses).containsExactly(503, 503, 503, 503, 200, 200);
        Calls.as("viewer").get(Xai.PATH + "/circuit").then().body("state", equalTo("closed"));
    }
}
