package dev.koda.provider.verification;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Promise;
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

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** What changes while a verification is on its way is not proven by it. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class OvertakenVerificationTest {

    private static final String CONNECTION = "/api/control-plane/providers/deepseek/connection";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
    }

    @AfterEach
    void stop() {
        Calls.disconnect("deepseek");
        vendor.close();
    }

    @Test
    void aNewKeyDoesNotInheritTheVerdictOfTheOneBeforeIt() throws Exception {
        Calls.connect("deepseek", vendor.url() + "/v1").then().statusCode(200);
        Promise<Void> gate = vendor.hold();
        CompletableFuture<Response> verified = CompletableFuture.supplyAsync(() -> Calls.verify("deepseek"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !vendor.asked("/v1/models").isEmpty());
        Calls.connect("deepseek", vendor.url() + "/v1", "sk-another-0123456789abcdefQRST")
                .then()
                .statusCode(200);
        gate.complete();
        verified.get(60, TimeUnit.SECONDS).then().statusCode(200).body("verdict", equalTo("usable"));
        Calls.as("viewer")
                .get(CONNECTION)
                .then()
                .statusCode(200)
                .body("status", equalTo("unverified"))
                .body("last_verification", nullValue());
    }

    @Test
    void anotherPriorityChangesNothingAboutWhatIsProven() throws Exception {
        Calls.connect("deepseek", vendor.url() + "/v1").then().statusCode(200);
        Promise<Void> gate = vendor.hold();
        CompletableFuture<Response> verified = CompletableFuture.supplyAsync(() -> Calls.verify("deepseek"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !vendor.asked("/v1/models").isEmpty());
        Calls.as("owner").body("{\"priority\": 7}").patch(CONNECTION).then().statusCode(200);
        gate.complete();
        verified.get(60, TimeUnit.SECONDS).then().statusCode(200);
        Calls.as("viewer").get(CONNECTION).then().body("status", equalTo("usable"));
    }
}
