package dev.koda.audit.ingest;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.ENTRY;
import static dev.koda.audit.AuditFixtures.TOPIC;
import static dev.koda.audit.AuditFixtures.as;
import static dev.koda.audit.AuditFixtures.awaitRecorded;
import static dev.koda.audit.AuditFixtures.entry;
import static dev.koda.audit.AuditFixtures.execute;
import static dev.koda.audit.AuditFixtures.list;
import static dev.koda.audit.AuditFixtures.number;
import static dev.koda.audit.AuditFixtures.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class IngestTest {
    @Inject
    Ingestion ingestion;

    @Inject
    IngestState state;

    KafkaProbe topic;

    @BeforeEach
    void open() {
        topic = KafkaProbe.on(TOPIC);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void anEntryIsRecordedWithAllItSays() {
        String actor = unique("whole");
        UUID id = topic.publish(actor, ENTRY, entry("security.login.failed", actor));
        awaitRecorded(actor, 1);
        list("actor=" + actor)
                .body("items[0].id", equalTo(id.toString()))
                .body("items[0].type", equalTo("security.login.failed"))
                .body("items[0].outcome", equalTo("failure"))
                .body("items[0].source", equalTo("/test"))
                .body("items[0].actor.kind", equalTo("operator"))
                .body("items[0].actor.name", equalTo("Ada"))
                .body("items[0].address", equalTo("203.0.113.7"))
                .body("items[0].user_agent", equalTo("probe/1"))
                .body("items[0].target.id", equalTo("target-of-" + actor))
                .body("items[0].trace_id", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"))
                .body("items[0].details.attempt", equalTo(1));
    }

    @Test
    void anEventDeliveredTwiceIsRecordedOnce() {
        String actor = unique("twice");
        UUID id = UUID.randomUUID();
        topic.publish(id, actor, ENTRY, entry("test.delivered.twice", actor));
        topic.publish(id, "other-key", ENTRY, entry("test.delivered.twice", actor));
        topic.publish(id, actor, ENTRY, entry("test.delivered.twice", actor));
        List<ReceivedEvent> all = topic.awaitAll(event -> id.toString().equals(event.id()), 3);
        await().atMost(Duration.ofSeconds(60)).until(() -> all.stream().allMatch(IngestTest::isPassed));
        assertThat(number("SELECT count(*) FROM audit.records WHERE id = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void anUnreadableMessageIsPutAsideWithItsReasonAndThePartitionMovesOn() {
        String actor = unique("poison");
        try (KafkaProbe deadLetters = KafkaProbe.on(TOPIC + ".dlq")) {
            topic.publish(actor, ENTRY, "{ this is not json");
            topic.publish(actor, ENTRY, "{\"type\": \"no.outcome.here\"}");
            topic.publishBare(actor, "{}");
            topic.publish(actor, ENTRY, entry("test.after.poison", actor));
            awaitRecorded(actor, 1);
            assertThat(letter(deadLetters, actor, "not JSON").value()).isEqualTo("{ this is not json");
            assertThat(letter(deadLetters, actor, "outcome").value()).contains("no.outcome.here");
            assertThat(letter(deadLetters, actor, "ce_type").value()).isEqualTo("{}");
        }
        as("operator")
                .when()
                .get("/api/control-plane/audit/unreadable?limit=200")
                .then()
                .statusCode(200)
                .body("items.findAll { it.key == '" + actor + "' }.reason", hasItem(containsString("not JSON")));
    }

    @Test
    void aRestartedConsumerGoesOnFromTheStoredPosition() throws InterruptedException {
        String actor = unique("restart");
        topic.publish(actor, ENTRY, entry("test.before.restart", actor));
        awaitRecorded(actor, 1);
        ingestion.stop();
        assertThat(ingestion.running()).isFalse();
        topic.publish(actor, ENTRY, entry("test.after.restart", actor));
        long duplicatesBefore = duplicates();
        ingestion.start();
        awaitRecorded(actor, 2);
        assertThat(duplicates()).as("messages read again").isEqualTo(duplicatesBefore);
    }

    @Test
    void positionsStandBesideTheRowsTheyCount() {
        String actor = unique("position");
        for (int index = 0; index < 7; index++) {
            topic.publish(actor + index, ENTRY, entry("test.position.moved", actor));
        }
        awaitRecorded(actor, 7);
        assertThat(topic.awaitAll(event -> event.key().startsWith(actor), 7)).allMatch(IngestTest::isPassed);
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsLost() {
        String actor = unique("away");
        String role = ConfigProvider.getConfig().getValue("quarkus.datasource.username", String.class);
        execute("ALTER ROLE " + role + " NOLOGIN");
        try {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
            for (int index = 0; index < 5; index++) {
                topic.publish(actor, ENTRY, entry("test.while.away", actor));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> state.trouble().isPresent());
        } finally {
            execute("ALTER ROLE " + role + " LOGIN");
        }
        awaitRecorded(actor, 5);
        await().atMost(Duration.ofSeconds(60)).until(() -> state.trouble().isEmpty());
    }

    @Test
    void aSecretThatSlippedThroughIsBlankedAndItsPlaceNamed() {
        String actor = unique("secret");
        topic.publish(actor, ENTRY, entry("test.secret.slipped", actor, """
                        {"password": "hunter2-hunter2", "note": "sent Bearer abcdefghijklmnopqrst",
                         "nested": [{"api_key": "sk-abcdefghijklmnop"}], "token": 3, "nul": "a\\u0000b"}"""));
        awaitRecorded(actor, 1);
        list("actor=" + actor)
                .body("items[0].details.password", equalTo("[redacted]"))
                .body("items[0].details.note", equalTo("sent [redacted]"))
                .body("items[0].details.nested[0].api_key", equalTo("[redacted]"))
                .body("items[0].details.token", equalTo(3))
                .body("items[0].redacted", hasItem("details.password"))
                .body("items[0].redacted", hasItem("details.nested[0].api_key"))
                .body("items[0].redacted", hasItem("details.note"))
                .body("items[0].redacted", not(hasItem("details.token")));
    }

    /** What was put aside of this key, for a reason with these words. A letter may come twice, never not at all. */
    private static ReceivedEvent letter(KafkaProbe deadLetters, String key, String words) {
        return deadLetters.await(letter -> key.equals(letter.key())
                && letter.headers().getOrDefault("koda_reason", "").contains(words));
    }

    /** Whether the position that stands in the database is behind the message. */
    private static boolean isPassed(ReceivedEvent message) {
        return number("SELECT count(*) FROM audit.consumer_positions WHERE topic = '" + TOPIC + "' AND partition = "
                        + message.partition() + " AND next_offset > " + message.offset())
                == 1;
    }

    private static long duplicates() {
        return (long) Metrics.globalRegistry
                .get("koda_audit_records_duplicate")
                .counter()
                .count();
    }
}
