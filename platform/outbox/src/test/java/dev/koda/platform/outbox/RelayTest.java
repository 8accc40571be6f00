package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Topic TOPIC = Topic.STORAGE_ARTIFACT;

    /** As many as take minutes when each is compared with each. */
    private static final String MANY = """
            INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, headers, recorded_at)
            SELECT gen_random_uuid(), 'topic', 'key ' || n, 'type', '{}', '{}', now()
              FROM generate_series(1, 10000) n""";

    private final String kafka = TestServers.kafka();
    private final KafkaProbe probe = KafkaProbe.at(kafka, TOPIC.topicName());
    private final String key = UUID.randomUUID().toString();
    private Workbench bench;

    @AfterEach
    void close() {
        probe.close();
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void anEventArrivesWithItsCloudEventsAttributesAndLeavesTheTable() {
        bench = new Workbench(kafka).relaying();

        bench.record(Workbench.event(TOPIC, key, 7));

        ReceivedEvent event = probe.await(this::isOurs);
        assertThat(event.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "/bench-service")
                .containsEntry("ce_type", "dev.koda.bench.thing.counted.v1")
                .containsEntry("content-type", "application/json")
                .containsKeys("ce_id", "ce_time");
        assertThat(event.json().path("number").asInt()).isEqualTo(7);
        Awaitility.await().atMost(PATIENCE).until(() -> bench.waiting() == 0);
    }

    @Test
    void aRolledBackTransactionTakesItsEventsWithIt() {
        bench = new Workbench(kafka).relaying();

        assertThatThrownBy(() -> bench.pool
                        .withTransaction(connection -> bench.outbox
                                .record(connection, List.of(Workbench.event(TOPIC, key, 1)))
                                .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("no"))))
                        .await()
                        .atMost(PATIENCE))
                .hasMessage("no");
        bench.record(Workbench.event(TOPIC, key, 2));

        assertThat(probe.await(this::isOurs).json().path("number").asInt()).isEqualTo(2);
    }

    @Test
    void aSteadyStreamOfRecordingsDoesNotPutTheNextLookOff() {
        bench = new Workbench(kafka, "first-look=300ms", "poll-interval=10m").relaying();
        long stream = bench.vertx.setPeriodic(20, again -> bench.relay.expect());

        bench.record(Workbench.event(TOPIC, key, 1));

        assertThat(probe.await(this::isOurs).json().path("number").asInt()).isOne();
        bench.vertx.cancelTimer(stream);
    }

    @Test
    void theEventsOfOneKeyArriveInOrderWhileTwoRelaysWork() throws InterruptedException {
        bench = new Workbench(kafka, "batch-size=20").relaying();
        Relay second = new Relay(
                new RelayRound(bench.entries, bench.publisher, bench.meters, bench.config), bench.config, bench.vertx);
        second.start(new io.quarkus.runtime.StartupEvent());

        IntStream.range(0, 40)
                .forEach(round -> bench.record(IntStream.range(0, 10)
                        .mapToObj(step -> Workbench.event(TOPIC, key + "-" + step % 3, round * 10 + step))
                        .toArray(OutboxEvent[]::new)));

        List<ReceivedEvent> events = probe.awaitAll(event -> event.key().startsWith(key), 400);
        IntStream.range(0, 3).forEach(which -> assertThat(events.stream()
                        .filter(event -> event.key().equals(key + "-" + which))
                        .map(event -> event.json().path("number").asInt()))
                .isSorted());
        Awaitility.await().atMost(PATIENCE).until(() -> bench.waiting() == 0);
        assertThat(probe.seen(event -> event.key().startsWith(key))).hasSize(400);
        second.stop(new io.quarkus.runtime.ShutdownEvent());
    }

    @Test
    void anEntryThatKafkaRefusesIsParkedAndHoldsUpItsOwnKeyOnly() {
        bench = new Workbench(kafka, "max-attempts=2").relaying();
        OutboxEvent tooLarge =
                new OutboxEvent(TOPIC, key, "dev.koda.bench.thing.grown.v1", Map.of("text", "x".repeat(2_000_000)));

        bench.record(tooLarge, Workbench.event(TOPIC, key, 2), Workbench.event(TOPIC, key + "-other", 3));

        assertThat(probe.await(event -> event.key().equals(key + "-other"))
                        .json()
                        .path("number")
                        .asInt())
                .isEqualTo(3);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> bench.number("SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL") == 1);
        assertThat(bench.number("SELECT count(*) FROM outbox WHERE last_failure LIKE 'RecordTooLarge%'"))
                .isEqualTo(1);
        assertThat(bench.waiting()).isEqualTo(2);
        assertThat(probe.seen(this::isOurs)).isEmpty();
    }

    @Test
    void textWithNulIsStoredWithAReplacement() {
        bench = new Workbench(kafka).relaying();

        bench.record(new OutboxEvent(
                TOPIC, key, "dev.koda.bench.thing.named.v1", Map.of("name", "a\0b", "plain", "\\u0000")));

        ReceivedEvent event = probe.await(this::isOurs);
        assertThat(event.json().path("name").asText()).isEqualTo("a\uFFFDb");
        assertThat(event.json().path("plain").asText()).isEqualTo("\\u0000");
    }

    @Test
    void aCrashBetweenPublishAndDeleteGivesADuplicateThatTheInboxAbsorbs() {
        bench = new Workbench(kafka, "lease=1s");
        bench.record(Workbench.event(TOPIC, key, 1));
        List<OutboxEntry> claimed = bench.entries.claim().await().atMost(PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> !bench.publisher
                .publish(claimed)
                .await()
                .atMost(PATIENCE)
                .delivered()
                .isEmpty());

        bench.relaying();

        List<ReceivedEvent> twice = probe.awaitAll(this::isOurs, 2);
        assertThat(twice)
                .extracting(ReceivedEvent::id)
                .containsOnly(claimed.getFirst().id().toString());
        int[] effects = {0};
        twice.forEach(event -> bench.pool
                .withTransaction(connection ->
                        bench.inbox.once(connection, "bench", UUID.fromString(event.id()), () -> counted(effects)))
                .await()
                .atMost(PATIENCE));
        assertThat(effects[0]).isEqualTo(1);
    }

    @Test
    void aCrashBetweenClaimAndPublishDelaysTheEventByTheLease() {
        bench = new Workbench(kafka, "lease=1h");
        bench.record(Workbench.event(TOPIC, key, 1), Workbench.event(TOPIC, key, 2));
        assertThat(bench.entries.claim().await().atMost(PATIENCE)).hasSize(2);
        assertThat(bench.entries.claim().await().atMost(PATIENCE)).isEmpty();

        bench.relaying();
        bench.record(Workbench.event(TOPIC, key + "-other", 3));
        probe.await(event -> event.key().equals(key + "-other"));
        assertThat(probe.seen(this::isOurs)).isEmpty();
        bench.database.execute("UPDATE outbox SET leased_until = now() - interval '1 second'"); // an hour later

        assertThat(probe.awaitAll(this::isOurs, 2))
                .extracting(event -> event.json().path("number").asInt())
                .containsExactly(1, 2);
    }

    @Test
    void thousandsAreClaimedQuicklyFromATableThatTheDatabaseBelievesEmpty() {
        bench = new Workbench(kafka);
        bench.database.execute("ALTER TABLE outbox SET (autovacuum_enabled = off)");
        bench.database.execute(MANY);
        bench.database.execute("DELETE FROM outbox WHERE sequence < (SELECT max(sequence) FROM outbox)");
        bench.database.execute("VACUUM ANALYZE outbox");
        bench.database.execute(MANY);

        assertThat(bench.entries.claim().await().atMost(PATIENCE))
                .hasSize(bench.config.batchSize())
                .extracting(OutboxEntry::key)
                .startsWith("key 10000", "key 1", "key 2");
    }

    private static Uni<Void> counted(int[] effects) {
        effects[0]++;
        return Uni.createFrom().voidItem();
    }

    private boolean isOurs(ReceivedEvent event) {
        return event.key().equals(key);
    }
}
