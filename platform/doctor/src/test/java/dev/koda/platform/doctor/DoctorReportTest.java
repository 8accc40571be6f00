package dev.koda.platform.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DoctorReportTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Check PASS =
            Check.of("kafka.reachable").scope(Scope.DOWNSTREAM).pass("Kafka answers");
    private static final Check WARN = Check.of("host.disk").warn("12 % free", "free some space");
    private static final Check FAIL = Check.of("storage.bucket")
            .scope(Scope.DOWNSTREAM)
            .gates(Gate.SERVE, Gate.UPDATE)
            .evidence("bucket", "koda-objects")
            .evidence("unknown", null)
            .took(Duration.ofMillis(42))
            .fail("the bucket is missing", "koda doctor --fix");

    @Test
    void theJsonIsThePublishedShape() throws Exception {
        JsonNode json = new ObjectMapper().readTree(DoctorJson.write(report(PASS, FAIL)));

        assertThat(names(json))
                .containsExactly("schema", "status", "generated_at", "version", "mode", "checks", "summary");
        assertThat(json.path("schema").asText()).isEqualTo("koda.doctor/1");
        assertThat(json.path("status").asText()).isEqualTo("fail");
        assertThat(json.path("generated_at").asText()).isEqualTo("2026-11-26T08:00:00Z");
        assertThat(json.path("summary")).hasToString("{\"pass\":1,\"warn\":0,\"fail\":1,\"skip\":0}");
        JsonNode check = json.path("checks").path(1);
        assertThat(names(check))
                .containsExactly(
                        "id", "category", "scope", "status", "message", "hint", "evidence", "gates", "duration_ms");
        assertThat(check.path("category").asText()).isEqualTo("storage");
        assertThat(check.path("scope").asText()).isEqualTo("downstream");
        assertThat(check.path("gates")).hasToString("[\"serve\",\"update\"]");
        assertThat(check.path("evidence")).hasToString("{\"bucket\":\"koda-objects\"}");
        assertThat(check.path("duration_ms").asLong()).isEqualTo(42);
    }

    @Test
    void aReportIsReadAsItWasWritten() {
        DoctorReport report = report(PASS, WARN, FAIL);
        assertThat(DoctorJson.read(DoctorJson.write(report))).isEqualTo(report);
    }

    @Test
    void whatIsNoReportIsSaidSo() {
        assertThatThrownBy(() -> DoctorJson.read("{")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void warningsDoNotFailAndSkipsDoNotPass() {
        Check skip = Check.of("host.docker").skip("not asked for");

        assertThat(report(PASS, WARN).status()).isEqualTo(Status.WARN);
        assertThat(report(PASS, skip).status()).isEqualTo(Status.PASS);
        assertThat(report(PASS, skip).summary().skip()).isEqualTo(1);
    }

    @Test
    void onlyNamedChecksCount() {
        assertThat(report(PASS, FAIL).only(Set.of("kafka.reachable")).status()).isEqualTo(Status.PASS);
        assertThat(report(PASS, FAIL).failing(Gate.UPDATE)).containsExactly(FAIL);
        assertThat(report(PASS, FAIL).failing(Gate.BOOT)).isEmpty();
    }

    @Test
    void evidenceCannotBeChangedAfterwards() {
        assertThatThrownBy(() -> FAIL.evidence().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(new Check("x", null, null, Status.PASS, null, null, Map.of(), null, 0).category())
                .isEqualTo("x");
    }

    private static DoctorReport report(Check... checks) {
        return DoctorReport.of(NOW, "0.1.0", "embedded", List.of(checks));
    }

    private static List<String> names(JsonNode node) {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }
}
