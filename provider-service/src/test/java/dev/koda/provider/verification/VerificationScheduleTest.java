package dev.koda.provider.verification;

import java.time.Duration;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class VerificationScheduleTest {

    private static final String VLLM = "/api/control-plane/providers/vllm";

    @Inject
    VerificationSchedule schedule;

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
        schedule.verifyAll().await().atMost(Duration.ofSeconds(20));
        Calls.as("viewer").get(VLLM).then().body("connection.status", equalTo("usable"));
        Calls.as("viewer")
                .get(VLLM + "/verifications")
                .then()
                .body("items[0].trigger", equalTo("scheduled"))
                .body("items[0].paid", equalTo(false));
    }
}
