package dev.koda.auth.doctor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.auth.stack.AuthStack;
import dev.koda.auth.stack.Gateway;
import dev.koda.auth.stack.People;
import dev.koda.auth.stack.Tables;
import dev.koda.platform.boot.Service;
import dev.koda.platform.security.ClientAddress;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@AuthStack
@WithPostgres(Service.AUTH)
@WithKafka
class DoctorTest {
    /** A check gives up after two seconds, which a machine that is busy with something else takes now and then. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    ClientAddress addresses;

    private Gateway gateway;

    @BeforeEach
    void house() {
        Tables.empty();
        gateway = new Gateway(addresses);
        People.owner(gateway);
    }

    @Test
    void everyCheckOfTheGroupAnswersWithItsIdAndStatus() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(statusOfEach())
                .containsEntry("auth.database", "pass")
                .containsEntry("auth.migrations", "pass")
                .containsEntry("auth.signing_key", "pass")
                .containsEntry("auth.smtp", "pass")
                .containsEntry("auth.recovery_codes", "pass")
                .containsEntry("auth.mode", "pass")
                .containsEntry("auth.clock", "fail"));
    }

    private static Map<String, String> statusOfEach() {
        Map<String, String> status = new HashMap<>();
        List<Map<String, Object>> checks =
                RestAssured.get("/q/health/group/doctor").path("checks");
        checks.forEach(check ->
                status.put((String) check.get("name"), (String) ((Map<?, ?>) check.get("data")).get("status")));
        return status;
    }

    @Test
    void aClockFortySecondsOffOnOneServiceIsNamed() {
        await().atMost(PATIENCE).untilAsserted(() -> RestAssured.get("/q/health/group/doctor")
                .then()
                .body(
                        "checks.find { it.name == 'auth.clock' }.data.message",
                        matchesPattern("the clock of storage is (39|40|41) s behind auth-service's"))
                .body("checks.find { it.name == 'auth.clock' }.data.hint", containsString("timedatectl")));
    }

    @Test
    void fewRecoveryCodesAreAWarning() {
        Tables.run("DELETE FROM recovery_code WHERE id NOT IN (SELECT id FROM recovery_code LIMIT 3)");

        await().atMost(PATIENCE).untilAsserted(() -> RestAssured.get("/q/health/group/doctor")
                .then()
                .body("checks.find { it.name == 'auth.recovery_codes' }.data.status", equalTo("warn")));
    }

    @Test
    void theServiceIsLiveAndReady() {
        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/health/started").then().statusCode(200);
        RestAssured.get("/q/metrics").then().statusCode(200).body(containsString("koda_auth_hashing_queue"));
    }
}
