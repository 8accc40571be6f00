package dev.koda.provider.verification;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class VerificationScheduleTest {

    private static final String VLLM = "/api/control-plane/providers/vllm";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    VerificationSchedule schedule;

    @Inject
    ConnectionRegistry registry;

    @Inject
    Pool pool;

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
    }

    @AfterEach
    void stop() {
        Calls.disconnect("vllm");
        vendor.close();
    }

    @Test
    void theClockVerifiesConnectionsNobodyAskedAboutForFree() {
        Calls.connect("vllm", vendor.url() + "/v1");
        Calls.as("viewer").get(VLLM).then().body("connection.status", equalTo("unverified"));
        schedule.verifyAll().await().atMost(SOON);
        // whoever connected it a moment ago is about to verify it
        Calls.as("viewer").get(VLLM).then().body("connection.status", equalTo("unverified"));

        anHourLater();
        schedule.verifyAll().await().atMost(SOON);
        Calls.as("viewer").get(VLLM).then().body("connection.status", equalTo("usable"));
        Calls.as("viewer")
                .get(VLLM + "/verifications")
                .then()
                .body("items[0].trigger", equalTo("scheduled"))
                .body("items[0].paid", equalTo(false));
    }

    @Test
    void aBusyVendorStaysInTheChainAndIsToldAsBusy() {
        Calls.connect("vllm", vendor.url() + "/v1");
        Calls.verify("vllm").then().body("verdict", equalTo("usable"));
        vendor.on(
                "/v1/models",
                Reply.json(429, OpenAiShapes.error("rate_limit_exceeded", "requests", "Slow down, please")));
        anHourLater();
        schedule.verifyAll().await().atMost(SOON);
        Calls.as("viewer")
                .get(VLLM + "/verifications")
                .then()
                .body("items[0].verdict", equalTo("unproven"))
                .body("items[0].cause", equalTo("rate_limited"));
        Calls.as("viewer")
                .get(VLLM)
                .then()
                .body("connection.status", equalTo("usable"))
                .body("connection.last_verification.cause", equalTo("rate_limited"));
        Calls.asService()
                .get("/internal/chain?provider=openai&model=gpt-4o-mini")
                .then()
                .body("candidates.provider", hasItem("vllm"));
    }

    private void anHourLater() {
        pool.query("UPDATE provider_connection SET verify_attempt_at = verify_attempt_at - interval '1 hour',"
                        + " updated_at = updated_at - interval '1 hour' WHERE provider_id = 'vllm'")
                .execute()
                .chain(registry::refresh)
                .await()
                .atMost(SOON);
    }
}
