package dev.koda.audit.export;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.AUDIT;
import static dev.koda.audit.AuditFixtures.TOPIC;
import static dev.koda.audit.AuditFixtures.as;
import static dev.koda.audit.AuditFixtures.record;
import static dev.koda.audit.AuditFixtures.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class ExportTest {
    @Test
    void jsonLinesHoldEachRecordWithItsSealInOrder() throws Exception {
        String actor = unique("jsonl");
        try (KafkaProbe topic = KafkaProbe.on(TOPIC)) {
            record(topic, "test.export.seen", actor, 1203);
        }
        List<String> lines = as("operator")
                .when()
                .get(AUDIT + "/export?actor=" + actor)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("audit.jsonl"))
                .extract()
                .asString()
                .lines()
                .toList();
        assertThat(lines).hasSize(1203);
        long previous = 0;
        for (String line : lines) {
            JsonNode record = new ObjectMapper().readTree(line);
            assertThat(record.path("position").asLong()).isGreaterThan(previous);
            assertThat(record.path("seal").path("hash").asText()).hasSize(64);
            previous = record.path("position").asLong();
        }
    }

    @Test
    void csvHasAHeaderAndALinePerRecord() {
        String actor = unique("csv");
        try (KafkaProbe topic = KafkaProbe.on(TOPIC)) {
            record(topic, "test.export.seen", actor, 2);
        }
        String csv = as("operator")
                .when()
                .get(AUDIT + "/export?format=csv&actor=" + actor)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv.split("\r\n")).hasSize(3);
        assertThat(csv).startsWith("id,position,time,");
    }

    @Test
    void whoAcceptsOnlyCsvGetsIt() {
        as("operator")
                .accept("text/csv")
                .when()
                .get(AUDIT + "/export")
                .then()
                .statusCode(200)
                .contentType("text/csv");
    }

    @Test
    void anotherFormatIsRefused() {
        as("operator")
                .when()
                .get(AUDIT + "/export?format=xml")
                .then()
                .statusCode(400)
                .body("code", equalTo("audit_format_unknown"));
    }
}
