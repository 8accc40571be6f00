package dev.koda.platform.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckHealthTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aCheckComesThroughHealthUnchanged() {
        Check check = Check.of("auth.signing_key")
                .scope(Scope.LOCAL)
                .gates(Gate.SERVE)
                .evidence("age_days", 31L)
                .evidence("kid", "k1")
                .evidence("sealed", true)
                .took(Duration.ofMillis(3))
                .warn("the key is old", "koda auth rotate-keys");

        assertThat(CheckHealth.parse(group(CheckHealth.response(check)))).containsExactly(check);
    }

    @Test
    void onlyAFailureIsDown() {
        assertThat(CheckHealth.response(Check.of("a.b").warn("w", "h")).getStatus())
                .isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(CheckHealth.response(Check.of("a.b").fail("f", "h")).getStatus())
                .isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void evidenceOfAnotherTypeBecomesText() {
        HealthCheckResponse response = CheckHealth.response(
                Check.of("a.b").evidence("share", 0.5).evidence("count", 7).pass("ok"));

        assertThat(response.getData().orElseThrow())
                .containsEntry("evidence.share", "0.5")
                .containsEntry("evidence.count", 7L);
    }

    @Test
    void aForeignHealthCheckBecomesOneOfOurs() throws JsonProcessingException {
        JsonNode answer = JSON.readTree("""
                {"status":"DOWN","checks":[{"name":"Database","status":"DOWN","data":{"default":"refused"}},{"name":"x"}]}
                """);

        List<Check> checks = CheckHealth.parse(answer);

        assertThat(checks).extracting(Check::id).containsExactly("Database", "x");
        assertThat(checks.getFirst().status()).isEqualTo(Status.FAIL);
        assertThat(checks.getFirst().scope()).isEqualTo(Scope.DOWNSTREAM);
    }

    @Test
    void anAnswerWithoutChecksIsEmpty() throws JsonProcessingException {
        assertThat(CheckHealth.parse(JSON.readTree("{\"status\":\"UP\"}"))).isEmpty();
    }

    /** As SmallRye Health writes a group. */
    private static JsonNode group(HealthCheckResponse response) {
        return JSON.valueToTree(Map.of(
                "status",
                response.getStatus().name(),
                "checks",
                List.of(Map.of(
                        "name", response.getName(),
                        "status", response.getStatus().name(),
                        "data", response.getData().orElseThrow()))));
    }
}
