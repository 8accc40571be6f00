package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.koda.platform.testkit.event.ReceivedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** A relay that dies between two of its steps, played by taking the steps one by one. */
class RelayCrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final WatchedTopic topic = new WatchedTopic();

    @Test
    void aCrashBetweenPublishAndDeleteGivesADuplicateThatTheInboxAbsorbs() {
        Workbench bench = topic.bench("lease=1s");
        bench.record(topic.event(1));
        List<OutboxEntry> claimed = bench.entries.claim().await().atMost(PATIENCE);
        Awaitility.await().atMost(PATIENCE).until(() -> !bench.publisher
                .publish(claimed)
                .await()
                .atMost(PATIENCE)
                .delivered()
                .isEmpty());

        bench.relaying();

        List<ReceivedEvent> twice = topic.await(2);
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
        Workbench bench = topic.bench("lease=1h");
        bench.record(topic.event(1), topic.event(2));
        assertThat(bench.entries.claim().await().atMost(PATIENCE)).hasSize(2);
        assertThat(bench.entries.claim().await().atMost(PATIENCE)).isEmpty();

        bench.relaying();
        bench.record(topic.other(3));
        topic.awaitOther();
        assertThat(topic.seen()).isEmpty();
        bench.database.execute("UPDATE outbox SET leased_until = now() - interval '1 second'"); // an hour later

        assertThat(topic.await(2))
                .extracting(event -> event.json().path("number").asInt())
                .containsExactly(1, 2);
    }

    private static Uni<Void> counted(int[] effects) {
        effects[0]++;
        return Uni.createFrom().voidItem();
    }
}
