package dev.koda.provider.connection;

import java.util.Map;

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

/** Addresses, headers and values that no connection takes. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class RefusedConnectionTest {

    private static final String MISTRAL = "/api/control-plane/providers/mistral";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
    }

    @AfterEach
    void stop() {
        Calls.disconnect("mistral");
        vendor.close();
    }

    @Test
    void aCredentialDoesNotFollowToAnotherAddress() {
        Calls.connect("mistral", vendor.url() + "/v1").then().statusCode(200);
        Calls.as("owner")
                .body(Map.of("base_url", "http://127.0.0.1:9/v1"))
                .put(MISTRAL + "/connection")
                .then()
                .statusCode(400)
                .body("code", equalTo("credential_required"));
    }

    @Test
    void linkLocalAndMetadataAddressesAreRefused() {
        for (String url :
                new String[] {"http://169.254.169.254/v1", "http://[fe80::1]/v1", "http://100.100.100.200/"}) {
            Calls.connect("mistral", url).then().statusCode(400).body("code", equalTo("base_url_refused"));
        }
        Calls.connect("mistral", "ftp://example.org").then().statusCode(400).body("code", equalTo("base_url_refused"));
    }

    @Test
    void whatIsNoAddressAtAllIsRefusedInSoManyWords() {
        Calls.connect("mistral", "http://127.0.0.1:99999/v1")
                .then()
                .statusCode(400)
                .body("code", equalTo("base_url_refused"))
                .body("violations[0].message", equalTo("must hold a port from 1 to 65535"));
        Calls.connect("mistral", "not an address")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("base_url"))
                .body("violations[0].message", equalTo("must be an address (URI)"));
    }

    @Test
    void headersThatSayWhereARequestGoesOrEndsAreTheTransports() {
        for (String name : new String[] {"Host", "Content-Length", "transfer-encoding", "Connection"}) {
            Calls.as("owner")
                    .body(Map.of(
                            "auth",
                            Map.of("api_key", Calls.KEY),
                            "base_url",
                            vendor.url() + "/v1",
                            "headers",
                            Map.of(name, "1")))
                    .put(MISTRAL + "/connection")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_input"));
        }
    }

    @Test
    void aCharacterThatNoRowCanHoldIsTheCallersFault() {
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.as("owner")
                .body(Map.of("provider_id", "mistral", "model", "a\u0000b"))
                .put("/api/control-plane/providers/default")
                .then()
                .statusCode(400)
                .body("code", equalTo("value_unstorable"));
    }
}
