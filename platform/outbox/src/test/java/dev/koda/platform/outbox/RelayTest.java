package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.koda.platform.testkit.event.ReceivedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final WatchedTopic topic = new WatchedTopic();

    @Test
    void anEventArrivesWithItsCloudEventsAttributesAndLeavesTheTable() {
        Workbench bench = topic.bench().relaying();

        bench.record(topic.event(7));

        ReceivedEvent event = topic.awaitOne();
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
        Workbench bench = topic.bench().relaying();

        assertThatThrownBy(() -> bench.pool
                        .withTransaction(connection -> bench.outbox
                                .record(connection, List.of(topic.event(1)))
                                .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("no"))))
                        .await()
                        .atMost(PATIENCE))
                .hasMessage("no");
        bench.record(topic.event(2));

        assertThat(topic.awaitOne().json().path("number").asInt()).isEqualTo(2);
    }

    @Test
    void aSteadyStreamOfRecordingsDoesNotPutTheNextLookOff() {
        Workbench bench = topic.bench("first-look=300ms", "poll-interval=10m").relaying();
        long stream = bench.vertx.setPeriodic(20, again -> bench.relay.expect());

        bench.record(topic.event(1));

        assertThat(topic.awaitOne().json().path("number").asInt()).isOne();
        bench.vertx.cancelTimer(stream);
    }

    @Test
    void theEventsOfOneKeyArriveInOrderWhileTwoRelaysWork() throws InterruptedException {
        Workbench bench = topic.bench("batch-size=20").relaying();
        Relay second = new Relay(
                new RelayRound(bench.entries, bench.publisher, bench.meters, bench.config), bench.config, bench.vertx);
        second.start(new io.quarkus.runtime.StartupEvent());

        IntStream.range(0, 40)
                .forEach(round -> bench.record(IntStream.range(0, 10)
                        .mapToObj(step ->
                                Workbench.event(WatchedTopic.TOPIC, topic.key + "-" + step % 3, round * 10 + step))
                        .toArray(OutboxEvent[]::new)));

        List<ReceivedEvent> events = topic.probe.awaitAll(event -> event.key().startsWith(topic.key), 400);
        IntStream.range(0, 3).forEach(which -> assertThat(events.stream()
                        .filter(event -> event.key().equals(topic.key + "-" + which))
                        .map(event -> event.json().path("number").asInt()))
                .isSorted());
        Awaitility.await().atMost(PATIENCE).until(() -> bench.waiting() == 0);
        assertThat(topic.probe.seen(event -> event.key().startsWith(topic.key))).hasSize(400);
        second.stop(new io.quarkus.runtime.ShutdownEvent());
    }

    @Test
    void anEntryThatKafkaRefusesIsParkedAndHoldsUpItsOwnKeyOnly() {
        Workbench bench = topic.bench("max-attempts=2").relaying();
        OutboxEvent tooLarge = new OutboxEvent(
                WatchedTopic.TOPIC, topic.key, "dev.koda.bench.thing.grown.v1", Map.of("text", "x".repeat(2_000_000)));

        bench.record(tooLarge, topic.event(2), topic.other(3));

        assertThat(topic.awaitOther().json().path("number").asInt()).isEqualTo(3);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> bench.number("SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL") == 1);
        assertThat(bench.number("SELECT count(*) FROM outbox WHERE last_failure LIKE 'RecordTooLarge%'"))
                .isEqualTo(1);
        assertThat(bench.waiting()).isEqualTo(2);
        assertThat(topic.seen()).isEmpty();
    }

    @Test
    void textWithNulIsStoredWithAReplacement() {
        Workbench bench = topic.bench().relaying();

        bench.record(new OutboxEvent(
                WatchedTopic.TOPIC,
                topic.key,
                "dev.koda.bench.thing.named.v1",
                Map.of("name", "a\0b", "plain", "\\u0000")));

        ReceivedEvent event = topic.awaitOne();
        assertThat(event.json().path("name").asText()).isEqualTo("a\uFFFDb");
        assertThat(event.json().path("plain").asText()).isEqualTo("\\u0000");
    }
}
