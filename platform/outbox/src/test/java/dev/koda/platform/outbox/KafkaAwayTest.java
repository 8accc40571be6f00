package dev.koda.platform.outbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.platform.embedded.kafka.EmbeddedKafka;
import dev.koda.platform.embedded.kafka.KafkaSpec;
import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.ServerFiles;
import dev.koda.platform.embedded.process.StartOptions;
import dev.koda.platform.testkit.event.KafkaProbe;

import static org.assertj.core.api.Assertions.assertThat;

/** On a Kafka of its own, which it kills. */
class KafkaAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void whatIsRecordedWhileKafkaIsAwayArrivesLaterInOrderAndNothingIsParked(@TempDir Path home) {
        KafkaSpec spec = new KafkaSpec(ServerFiles.below(home, "kafka"), FreePort.next());
        StartOptions bound = StartOptions.boundTo(ProcessHandle.current().pid());
        EmbeddedKafka kafka = EmbeddedKafka.start(spec, bound);
        String key = UUID.randomUUID().toString();
        String topic = Topic.AUDIT.topicName();
        try (KafkaProbe before = KafkaProbe.at(kafka.bootstrapServers(), topic);
                Workbench bench = new Workbench(
                                kafka.bootstrapServers(),
                                "max-attempts=1",
                                "longest-back-off=1s",
                                "delivery-timeout=4s")
                        .relaying()) {
            bench.record(Workbench.event(Topic.AUDIT, key, 0));
            before.await(event -> event.key().equals(key));
            Awaitility.await().atMost(PATIENCE).until(() -> bench.waiting() == 0); // the relay knows of it too

            kafka.kill();
            IntStream.rangeClosed(1, 30).forEach(number -> bench.record(Workbench.event(Topic.AUDIT, key, number)));
            Awaitility.await().atMost(PATIENCE).until(bench.meters::isKafkaAway);

            kafka = EmbeddedKafka.start(spec, bound);
            Awaitility.await()
                    .pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> arrived(before, key).size() == 31);
            assertThat(arrived(before, key))
                    .containsExactly(IntStream.rangeClosed(0, 30).boxed().toArray(Integer[]::new));
            Awaitility.await().atMost(PATIENCE).until(() -> bench.waiting() == 0);
        } finally {
            kafka.kill();
        }
    }

    /** The numbers in the order of their first arrival: what was on its way when Kafka died may come again. */
    private static List<Integer> arrived(KafkaProbe probe, String key) {
        return probe.seen(event -> event.key().equals(key)).stream()
                .map(event -> event.json().path("number").asInt())
                .distinct()
                .toList();
    }
}
