package dev.koda.provider.connection;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.EventAssertions;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;
import dev.koda.provider.stub.OpenAiShapes;
import dev.koda.provider.stub.Reply;
import dev.koda.provider.stub.StubVendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ConnectionTest {

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
    void connectingShowsOnlyTheLastFourCharactersOfTheCredential() {
        Response connected = Calls.connect("mistral", vendor.url() + "/v1");
        connected
                .then()
                .statusCode(200)
                .body("status", equalTo("unverified"))
                .body("key_hint", equalTo("WXYZ"))
                .body("enabled", equalTo(true));
        assertThat(connected.asString()).doesNotContain(Calls.KEY);
        assertThat(Calls.as("viewer").get(MISTRAL).asString()).contains("WXYZ").doesNotContain(Calls.KEY);
    }

    @Test
    void everyChangeIsPublishedAsItsSchemaSaysAndAudited() {
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            Calls.connect("mistral", vendor.url() + "/v1");
            Calls.verify("mistral");
            vendor.on("/v1/models", Reply.json(401, OpenAiShapes.error("invalid_api_key", "", "no")));
            Calls.connect("mistral", vendor.url() + "/v1", "sk-another-0123456789");
            Calls.verify("mistral").then().statusCode(200); // a changed credential resets the cooldown
            Calls.as("owner")
                    .body(Map.of("provider_id", "mistral", "model", "m"))
                    .put("/api/control-plane/providers/default");
            Calls.as("owner")
                    .delete("/api/control-plane/providers/default")
                    .then()
                    .statusCode(204);
            Calls.disconnect("mistral");
            for (String thing : new String[] {
                "connection.changed",
                "connection.verified",
                "connection.failed",
                "connection.removed",
                "default.changed"
            }) {
                String type = "dev.koda.provider." + thing + ".v1";
                ReceivedEvent event = events.await(received -> type.equals(received.type())
                        && received.value().contains(thing.startsWith("default") ? "changed_at" : "mistral"));
                EventAssertions.matchesSchema(type, event.value());
                audit.await(received -> received.value().contains("\"provider." + thing + "\""));
            }
        }
    }

    @Test
    void aDefaultGoesWithItsConnection() {
        Calls.connect("mistral", vendor.url() + "/v1");
        Calls.as("owner")
                .body(Map.of("provider_id", "mistral", "model", "m"))
                .put("/api/control-plane/providers/default")
                .then()
                .statusCode(200);
        try (KafkaProbe events = KafkaProbe.on("koda.provider.connection");
                KafkaProbe audit = KafkaProbe.on("koda.audit")) {
            Calls.disconnect("mistral");
            Calls.as("viewer")
                    .get("/api/control-plane/providers/default")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("provider_default_missing"));
            Calls.asService().get("/internal/chain").then().statusCode(409);
            ReceivedEvent told = events.await(event -> "dev.koda.provider.default.changed.v1".equals(event.type()));
            EventAssertions.matchesSchema(told.type(), told.value());
            audit.await(event -> event.value().contains("\"provider.default.changed\""));
        }
    }

    @Test
    void onlyAdministratorsConnectAndOnlyServicesSeeTheInside() {
        Calls.as("operator").body(Map.of()).put(MISTRAL + "/connection").then().statusCode(403);
        Calls.as("owner").get("/internal/chain").then().statusCode(403);
    }
}
