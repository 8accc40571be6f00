package dev.koda.gateway.doctor;

import java.time.Duration;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.Requests;
import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.StubService;
import dev.koda.gateway.stub.WithStubHouse;
import dev.koda.platform.testkit.server.TestEnvironment;

import static dev.koda.gateway.Requests.browser;
import static dev.koda.gateway.Requests.stranger;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithStubHouse
class DoctorTest {
    private static final String PATH = "/api/control-plane/doctor";
    private static final String STORAGE_DOCTOR = """
            {"status":"DOWN","checks":[
             {"name":"storage.postgres","status":"UP","data":{"status":"pass","category":"storage","scope":"downstream",
              "message":"answers","hint":"","gates":"serve,update","duration_ms":3}},
             {"name":"storage.usage","status":"UP","data":{"status":"warn","category":"storage","scope":"downstream",
              "message":"80 % full","hint":"koda storage usage","gates":"","duration_ms":4,"evidence.percent":80}}]}""";

    private final StubHouse house = StubHouse.current();

    @Test
    void theChecksOfAllServicesStandInOneReport() {
        house.of("storage").on("/q/health/group/doctor", 200, STORAGE_DOCTOR);

        eventually(DoctorTest::hasAllChecks);
    }

    private static void hasAllChecks() {
        JsonPath report = asHost();
        assertThat(report.getString("schema")).isEqualTo("koda.doctor/1");
        assertThat(report.getString("mode")).isNotEmpty();
        assertThat(ids(report, "pass"))
                .contains(
                        "service.auth",
                        "service.provider",
                        "service.runtime",
                        "service.audit",
                        "service.storage",
                        "service.gateway",
                        "kafka.reachable",
                        "storage.postgres",
                        "dashboard.cookie");
        assertThat(ids(report, "warn")).contains("storage.usage");
        assertThat(report.getInt("checks.find { it.id == 'storage.usage' }.evidence.percent"))
                .isEqualTo(80);
    }

    @Test
    void aHouseWithoutAnOwnerIsReachableToo() {
        String status = "/api/control-plane/onboarding/status";
        house.of("auth").on(status, 200, "{\"has_owner\":false,\"bootstrap_required\":true}");
        try {
            eventually(() -> {
                given().redirects().follow(false).get("/login").then().statusCode(303);
                assertThat(ids(asHost(), "pass")).contains("dashboard.reachable");
            });
        } finally {
            house.of("auth").forget(status);
        }
    }

    @Test
    void aServiceThatIsAwayIsTheOneThatFails() {
        StubService provider = house.of("provider");
        provider.stop();
        try {
            eventually(() -> {
                JsonPath report = asHost();
                assertThat(ids(report, "fail"))
                        .contains("service.provider")
                        .doesNotContain("service.auth", "service.audit");
                assertThat(report.getString("checks.find { it.id == 'service.provider' }.hint"))
                        .contains("koda logs provider");
            });
        } finally {
            provider.restart();
        }
    }

    @Test
    void itSpeaksToTheHostEvenWhileNobodyCanVouchForAToken() {
        house.of("auth").stop();
        try {
            eventually(() -> assertThat(ids(asHost(), "fail")).contains("service.auth"));
        } finally {
            house.of("auth").restart();
        }
    }

    @Test
    void itIsForOperatorsOnly() {
        stranger().get(PATH).then().statusCode(401).body("code", equalTo("authentication_required"));
        browser(StubHouse.VIEWER_SESSION).get(PATH).then().statusCode(403);
        browser(StubHouse.OWNER_SESSION).get(PATH).then().statusCode(200).body("generated_at", notNullValue());
        Requests.token().get(PATH).then().statusCode(200);
    }

    @Test
    void platformHealthNamesEveryPartAndNoticesAChange() {
        eventually(() -> stranger()
                .get("/api/control-plane/health")
                .then()
                .statusCode(200)
                .body("components.auth.status", equalTo("up"))
                .body("components.postgres.status", equalTo("up"))
                .body("components.kafka.status", equalTo("up"))
                .body("components.object_storage.status", equalTo("up"))
                .body("components.auth.since", notNullValue()));
        house.of("audit").stop();
        try {
            eventually(() -> stranger()
                    .get("/api/control-plane/health")
                    .then()
                    .body("status", equalTo("degraded"))
                    .body("components.audit.status", equalTo("down")));
        } finally {
            house.of("audit").restart();
        }
    }

    @Test
    void livenessTouchesNothing() {
        stranger().get("/health").then().statusCode(200).body("status", equalTo("up"));
    }

    /** A look gives up after two seconds or three, which a busy machine may need for something else. */
    private static void eventually(ThrowingRunnable look) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(look);
    }

    private static JsonPath asHost() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + TestEnvironment.BREAK_GLASS)
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> ids(JsonPath report, String status) {
        return report.getList("checks.findAll { it.status == '" + status + "' }.id");
    }
}
