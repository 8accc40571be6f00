package dev.koda.provider.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the doctor says of the default, of who takes over from it, and of each connection. */
@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class ProviderChecksTest {

    private static final String DEFAULT = "/api/control-plane/providers/default";

    private StubVendor vendor;

    @BeforeEach
    void start() throws Exception {
        vendor = StubVendor.start().on("/v1/models", Reply.json(200, OpenAiShapes.MODELS));
        Calls.as("owner").delete(DEFAULT);
        Calls.as("owner")
                .get("/api/control-plane/providers")
                .jsonPath()
                .getList("items.findAll { it.connection != null }.id", String.class)
                .forEach(Calls::disconnect); // what another test may have left
    }

    @AfterEach
    void stop() {
        Calls.as("owner").delete(DEFAULT);
        Calls.disconnect("openai");
        Calls.disconnect("groq");
        vendor.close();
    }

    @Test
    void eachConnectionHasACheckAsLongAsItIsThere() {
        Calls.connect("groq", vendor.url() + "/v1");
        assertThat(check("provider.groq")).containsEntry("status", "warn").containsEntry("scope", "downstream");
        Calls.verify("groq");
        assertThat(check("provider.groq"))
                .containsEntry("status", "pass")
                .containsEntry("evidence.verdict", "usable")
                .containsEntry("evidence.circuit", "closed")
                .containsKey("evidence.age_s");
        vendor.on("/v1/models", Reply.json(401, OpenAiShapes.error("invalid_api_key", "", "no")));
        Calls.connect("groq", vendor.url() + "/v1");
        Calls.verify("groq");
        assertThat(check("provider.groq"))
                .containsEntry("status", "fail")
                .containsEntry("evidence.cause", "key_rejected")
                .containsEntry("hint", "read what the vendor said at /providers/groq");
        Calls.disconnect("groq");
        assertThat(check("provider.groq")).isNull();
    }

    @Test
    void aDefaultThatCannotBeUsedFailsWithTheNextAct() {
        Calls.connect("openai", vendor.url() + "/v1");
        Calls.verify("openai");
        assertThat(check("provider.default")).containsEntry("status", "warn");
        setDefault("openai", "gpt-4o-mini");
        assertThat(check("provider.default"))
                .containsEntry("status", "pass")
                .containsEntry("message", "openai/gpt-4o-mini");
        change("openai", Map.of("models", List.of("gpt-4o")));
        assertThat(check("provider.default"))
                .containsEntry("status", "fail")
                .containsEntry("evidence.cause", "model_not_allowed");
        change("openai", Map.of("enabled", false));
        assertThat(check("provider.default"))
                .containsEntry("status", "fail")
                .containsEntry("hint", "enable it at /providers/openai");
    }

    @Test
    void aDefaultWithoutAPeerWarnsAndOneWithAPeerNamesIt() {
        Calls.connect("openai", vendor.url() + "/v1");
        Calls.verify("openai");
        setDefault("openai", "gpt-4o-mini");
        assertThat(check("provider.fallback"))
                .containsEntry("status", "warn")
                .containsEntry("hint", "connect and verify at least one more provider at /providers");
        Calls.connect("groq", vendor.url() + "/v1");
        assertThat(check("provider.fallback"))
                .containsEntry("status", "warn")
                .containsEntry("evidence.left_out.groq", "unverified");
        Calls.verify("groq");
        assertThat(check("provider.fallback"))
                .containsEntry("status", "pass")
                .containsEntry("message", "after openai come groq");
    }

    @Test
    void withOnlyTheRehearsalThereIsOneWarning() {
        setDefault("rehearsal", "rehearsal-1");
        assertThat(check("provider.connections")).containsEntry("status", "warn");
        assertThat(check("provider.default")).containsEntry("status", "pass");
        assertThat(check("provider.fallback")).containsEntry("status", "skip");
        Calls.as("owner").delete(DEFAULT);
        assertThat(check("provider.default")).containsEntry("status", "skip");
        assertThat(check("provider.fallback")).containsEntry("status", "skip");
    }

    /** As the doctor sees it; one that took longer than it may, because the machine was busy, is looked at again. */
    private static Map<String, Object> check(String id) {
        return await().atMost(Duration.ofSeconds(90))
                .until(() -> Optional.ofNullable(seen(id)), ProviderChecksTest::wasChecked)
                .orElse(null);
    }

    /** One that is not there at all is not there. */
    private static boolean wasChecked(Optional<Map<String, Object>> data) {
        return !data.map(found -> found.get("message")).equals(Optional.of("could not be checked"));
    }

    private static Map<String, Object> seen(String id) {
        return given().get("/q/health/group/doctor").jsonPath().getMap("checks.find { it.name == '" + id + "' }?.data");
    }

    private static void setDefault(String provider, String model) {
        Calls.as("owner")
                .body(Map.of("provider_id", provider, "model", model))
                .put(DEFAULT)
                .then()
                .statusCode(200);
    }

    private static void change(String provider, Map<String, Object> change) {
        Calls.as("owner")
                .body(change)
                .patch("/api/control-plane/providers/" + provider + "/connection")
                .then()
                .statusCode(200);
    }
}
