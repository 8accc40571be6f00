package dev.koda.provider.verification;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.platform.boot.Service;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;
import dev.koda.provider.transport.VendorTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

/** Each cause, from what a vendor really answers. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class VerificationCausesTest {

    private static final String KIMI = "/api/control-plane/providers/kimi";

    @Inject
    VendorTransport transport;

    @Inject
    ConnectionRegistry registry;

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

    /** OpenAI's own answer to a restricted key: 401 like a bad key's, and no code. */
    @Test
    void aKeyWithoutTheScopeIsNotCalledWrong() {
        String said = "{\"error\":{\"message\":\"You have insufficient permissions for this operation. Missing scopes:"
                + " api.model.read.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}";
        vendor.on("/v1/models", Reply.json(401, said));
        Calls.connect("kimi", vendor.url() + "/v1");
        Calls.verify("kimi")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("unusable"))
                .body("cause", equalTo("scope_missing"))
                .body("raw_error", equalTo(said));
    }

    @Test
    void aProjectWithoutTheServiceIsNotAKeyWithoutTheScope() {
        vendor.on(
                "/v1beta/models",
                Reply.json(
                        403,
                        "{\"error\":{\"code\":403,\"message\":\"prose\",\"status\":\"PERMISSION_DENIED\",\"details\":"
                                + "[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"SERVICE_DISABLED\"}]}}"));
        Calls.connect("google", vendor.url());
        try {
            Calls.verify("google")
                    .then()
                    .body("cause", equalTo("project_missing"))
                    .body("stage", equalTo("auth"));
        } finally {
            Calls.disconnect("google");
        }
    }

    @Test
    void aVendorThatTakesTheRequestAndKeepsSilentIsNotOneThatCannotBeReached() {
        vendor.on("/v1/models", Reply.json(200, "{").hanging());
        Calls.connect("kimi", vendor.url() + "/v1");
        Connection kimi = registry.find("kimi").orElseThrow();
        assertThatThrownBy(() -> transport
                        .get(kimi, "/models", 300)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(VendorFailure.class, failure -> {
                    assertThat(failure.failure()).isEqualTo(Failure.TIMEOUT);
                    assertThat(failure.detail()).contains("gave no whole answer within 300 ms");
                });
    }

    /** Perplexity lists no models: what it answers proves the way to it, and nothing about the key. */
    @Test
    void aVendorWithoutAListingIsKnockedAt() {
        Calls.connect("perplexity", vendor.url());
        try {
            Calls.verify("perplexity")
                    .then()
                    .body("verdict", equalTo("unproven"))
                    .body("stage", equalTo("auth"));
            vendor.close();
            Calls.connect("perplexity", vendor.url());
            Calls.verify("perplexity")
                    .then()
                    .body("verdict", equalTo("unusable"))
                    .body("stage", equalTo("connect"))
                    .body("cause", equalTo("unreachable"));
        } finally {
            Calls.disconnect("perplexity");
        }
    }

    @Test
    void aCursorOfNoListIsRefused() {
        Calls.as("viewer")
                .get(KIMI + "/verifications?cursor=" + Cursor.encode("junk"))
                .then()
                .statusCode(400)
                .body("code", equalTo("cursor_invalid"));
    }

    @Test
    void theVendorsWordsAreCutAtFourKibibytes() {
        vendor.on("/v1/models", Reply.json(500, "x".repeat(10_000)));
        Calls.connect("kimi", vendor.url() + "/v1");
        String raw = Calls.verify("kimi").jsonPath().getString("raw_error");
        assertThat(raw.length()).isBetween(4_000, 4_096);
    }
}
