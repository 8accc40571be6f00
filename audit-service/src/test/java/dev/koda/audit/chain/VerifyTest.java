package dev.koda.audit.chain;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.audit.ingest.Ingestion;
import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.AUDIT;
import static dev.koda.audit.AuditFixtures.TOPIC;
import static dev.koda.audit.AuditFixtures.as;
import static dev.koda.audit.AuditFixtures.execute;
import static dev.koda.audit.AuditFixtures.list;
import static dev.koda.audit.AuditFixtures.number;
import static dev.koda.audit.AuditFixtures.record;
import static dev.koda.audit.AuditFixtures.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class VerifyTest {
    @Inject
    Ingestion ingestion;

    String actor;
    String id;

    /** Nothing is recorded while the trail is tampered with: other services' entries may be on the topic too. */
    @BeforeEach
    void recordSome() throws InterruptedException {
        actor = unique("chain");
        try (KafkaProbe topic = KafkaProbe.on(TOPIC)) {
            record(topic, "test.chain.grown", actor, 5);
        }
        ingestion.stop();
        id = list("actor=" + actor).extract().path("items[2].id");
        execute("DROP TABLE IF EXISTS audit.saved; CREATE TABLE audit.saved AS SELECT * FROM audit.records");
    }

    @AfterEach
    void restore() {
        execute("DELETE FROM audit.records WHERE position IN (SELECT position FROM audit.saved);"
                + "INSERT INTO audit.records SELECT * FROM audit.saved; DROP TABLE audit.saved");
        ingestion.start();
    }

    @Test
    void anUntouchedTrailIsIntact() {
        verify().body("status", equalTo("intact"))
                .body("records", greaterThanOrEqualTo(5))
                .body("to", equalTo((int) number("SELECT height FROM audit.chain_head")))
                .body("first_broken", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome = 'success'",
                "type = 'test.chain.other'",
                "time = time + interval '1 microsecond'",
                "actor_id = 'someone-else'",
                "address = NULL",
                "user_agent = 'another'",
                "target_id = 'another'",
                "details = '{\"index\":99}'",
                "redacted = '[\"details.x\"]'",
                "salt = NULL",
                "salt = commitment",
                "hash = commitment",
                "source = '/elsewhere'"
            })
    void aChangedRecordIsFoundAndNamed(String change) {
        execute("UPDATE audit.records SET " + change + " WHERE id = '" + id + "'");
        verify().body("status", equalTo("broken")).body("first_broken.id", equalTo(id));
    }

    @Test
    void aRemovedRecordIsFound() {
        long position = number("SELECT position FROM audit.records WHERE id = '" + id + "'");
        execute("DELETE FROM audit.records WHERE id = '" + id + "'");
        verify().body("status", equalTo("broken")).body("first_broken.position", equalTo((int) position + 1));
    }

    @Test
    void aCutEndIsFound() {
        long height = number("SELECT height FROM audit.chain_head");
        execute("DELETE FROM audit.records WHERE position = " + height);
        verify().body("status", equalTo("broken")).body("first_broken.position", equalTo((int) height));
    }

    @Test
    void exchangedRecordsAreFound() {
        execute("UPDATE audit.records r SET actor_id = o.actor_id, details = o.details, salt = o.salt,"
                + " commitment = o.commitment, id = o.id, hash = o.hash, prev_hash = o.prev_hash FROM audit.saved o"
                + " WHERE (r.id = '" + id + "' AND o.position = r.position + 1)"
                + " OR (o.id = '" + id + "' AND r.position = o.position + 1)");
        verify().body("status", equalTo("broken"));
    }

    private ValidatableResponse verify() {
        return as("operator").when().get(AUDIT + "/verify").then().statusCode(200);
    }
}
