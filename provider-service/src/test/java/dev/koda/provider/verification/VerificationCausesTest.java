package dev.koda.provider.verification;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Each cause, from what a vendor really answers. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class VerificationCausesTest {

    private static final String KIMI = "/api/control-plane/providers/kimi";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start();
    }

    @AfterEach
    void stop() {
        Calls.disconnect("kimi");
        vendor.close();
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, unusable, key_rejected",
        "403, insufficient_permissions, unusable, scope_missing",
        "401, invalid_organization, unusable, project_missing",
        "429, insufficient_quota, unusable, billing",
        "402, , unusable, billing",
        "429, rate_limit_exceeded, unproven, rate_limited",
        "503, , unproven, bad_response"
    })
    void isReadFromStatusAndCode(int status, String code, String verdict, String cause) {
        String said = OpenAiShapes.error(code == null ? "" : code, "", "what the vendor says");
        vendor.on("/v1/models", Reply.json(status, said));
        Calls.connect("kimi", vendor.url() + "/v1");
        Calls.verify("kimi")
                .then()
                .statusCode(200)
                .body("verdict", equalTo(verdict))
                .body("cause", equalTo(cause))
                .body("http_status", equalTo(status))
                .body("raw_error", equalTo(said));
        Calls.as("viewer").get(KIMI + "/verifications").then().body("items[0].cause", equalTo(cause));
    }

    @Test
    void theVendorsWordsAreCutAtFourKibibytes() {
        vendor.on("/v1/models", Reply.json(500, "x".repeat(10_000)));
        Calls.connect("kimi", vendor.url() + "/v1");
        String raw = Calls.verify("kimi").jsonPath().getString("raw_error");
        assertThat(raw.length()).isBetween(4_000, 4_096);
    }
}
