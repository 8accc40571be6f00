package dev.koda.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.event.WithKafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@WithPostgres(Service.STORAGE)
@WithKafka
class OutboxInServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONNECTION_CHANGED = "dev.koda.provider.connection.changed.v1";

    @Inject
    NoteService notes;

    @Inject
    Pool pool;

    @Test
    void aChangeAndItsEventCommitTogether() throws Throwable {
        UUID id = UUID.randomUUID();
        try (KafkaProbe probe = KafkaProbe.on(Topic.STORAGE_ARTIFACT.topicName())) {
            VertxContextSupport.subscribeAndAwait(() -> notes.write(id, "hello"));

            ReceivedEvent event = probe.await(received -> received.key().equals(id.toString()));
            assertThat(event.json().path("text").asText()).isEqualTo("hello");
            assertThat(event.headers()).containsEntry("ce_source", "/bench-service");
        }
    }

    @Test
    void aFailedChangePublishesNothing() throws Throwable {
        UUID failing = UUID.randomUUID();
        UUID passing = UUID.randomUUID();
        try (KafkaProbe probe = KafkaProbe.on(Topic.STORAGE_ARTIFACT.topicName())) {
            assertThatThrownBy(() -> VertxContextSupport.subscribeAndAwait(() -> notes.write(failing, "fail")))
                    .hasMessage("asked to fail");
            VertxContextSupport.subscribeAndAwait(() -> notes.write(passing, "after"));

            probe.await(received -> received.key().equals(passing.toString()));
            assertThat(probe.seen(received -> received.key().equals(failing.toString())))
                    .isEmpty();
        }
    }

    @Test
    void anEventThatComesTwiceHasOneEffect() {
        UUID key = UUID.randomUUID();
        UUID behind = behind(key);
        UUID ceId = UUID.randomUUID();
        try (KafkaProbe probe = KafkaProbe.on(Topic.PROVIDER_CONNECTION.topicName());
                KafkaProbe deadLetters = KafkaProbe.on(Topic.PROVIDER_CONNECTION.deadLetters())) {
            awaitConsumer(probe);
            probe.publish(ceId, key.toString(), CONNECTION_CHANGED, "{}");
            probe.publish(ceId, key.toString(), CONNECTION_CHANGED, "{}");
            probe.publish(behind.toString(), CONNECTION_CHANGED, "{}");

            Awaitility.await().atMost(PATIENCE).until(() -> count("note", behind) == 1);
            assertThat(count("note", key)).isEqualTo(1);
            assertThat(deadLetters.seen(letter -> isFor(letter, key.toString())))
                    .isEmpty();
        }
    }

    @Test
    void aMessageThatCannotBeTakenGoesToTheDeadLettersAndThePartitionMovesOn() {
        String key = UUID.randomUUID().toString();
        try (KafkaProbe probe = KafkaProbe.on(Topic.PROVIDER_CONNECTION.topicName());
                KafkaProbe deadLetters = KafkaProbe.on(Topic.PROVIDER_CONNECTION.deadLetters())) {
            awaitConsumer(probe);
            int before = notes.tries();
            probe.publish(key, CONNECTION_CHANGED, "{\"text\":\"unwelcome\"}");
            probe.publishBare(key, "{}");
            UUID next = UUID.randomUUID();
            probe.publish(next.toString(), CONNECTION_CHANGED, "{}");

            ReceivedEvent refused =
                    deadLetters.await(letter -> letter.value().contains("unwelcome") && isFor(letter, key));
            assertThat(refused.headers())
                    .containsEntry("koda_reason", "IllegalArgumentException: not welcome")
                    .containsEntry("koda_source_topic", "koda.provider.connection")
                    .containsEntry("ce_type", CONNECTION_CHANGED)
                    .containsKeys("koda_source_partition", "koda_source_offset");
            assertThat(notes.tries() - before).isEqualTo(5);
            ReceivedEvent unreadable = deadLetters.await(
                    letter -> isFor(letter, key) && letter.value().equals("{}"));
            assertThat(unreadable.headers().get("koda_reason")).contains("ce_id is missing");
            Awaitility.await().atMost(PATIENCE).until(() -> count("note", next) == 1);
        }
    }

    @Test
    void everyTopicAndItsDeadLettersExistAfterTheBoot() throws Exception {
        String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (Admin admin = Admin.create(java.util.Map.of("bootstrap.servers", bootstrap))) {
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                Set<String> names = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                for (Topic topic : Topic.values()) {
                    assertThat(names).contains(topic.topicName(), topic.deadLetters());
                }
            });
        }
    }

    @Test
    void metricsAndDoctorTellHowTheOutboxStands() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        RestAssured.get("/q/metrics").asString())
                .contains("koda_outbox_pending", "koda_outbox_parked", "koda_outbox_delivery_seconds"));
        assertThat(RestAssured.get("/q/health/group/doctor").asString()).contains("outbox.bench");
    }

    private void awaitConsumer(KafkaProbe probe) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            UUID key = UUID.randomUUID();
            probe.publish(key.toString(), CONNECTION_CHANGED, "{}");
            return arrivesSoon(key);
        });
    }

    private boolean arrivesSoon(UUID key) {
        for (int look = 0; look < 20; look++) {
            if (count("note", key) == 1) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(25).toNanos());
        }
        return false;
    }

    /** Another key of the same partition: what is published under it is taken after what was published before. */
    private static UUID behind(UUID key) {
        UUID other = UUID.randomUUID();
        while (partitionOf(other) != partitionOf(key)) {
            other = UUID.randomUUID();
        }
        return other;
    }

    private static int partitionOf(UUID key) {
        return BuiltInPartitioner.partitionForKey(key.toString().getBytes(StandardCharsets.UTF_8), Topic.PARTITIONS);
    }

    private static boolean isFor(ReceivedEvent event, String key) {
        return key.equals(event.key());
    }

    private long count(String table, UUID id) {
        return pool.preparedQuery("SELECT count(*) FROM " + table + " WHERE id = $1")
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(id))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(PATIENCE);
    }
}
