package dev.koda.platform.outbox;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.koda.platform.testkit.event.KafkaProbe;
import dev.koda.platform.testkit.event.ReceivedEvent;
import dev.koda.platform.testkit.server.TestServers;

/** A topic of the build's Kafka, watched from before the test on, and a key that no other test uses. */
final class WatchedTopic implements AfterEachCallback {
    static final Topic TOPIC = Topic.STORAGE_ARTIFACT;

    final KafkaProbe probe = KafkaProbe.at(TestServers.kafka(), TOPIC.topicName());
    final String key = UUID.randomUUID().toString();
    private Workbench bench;

    /** A workbench on this Kafka, put away after the test. */
    Workbench bench(String... settings) {
        bench = new Workbench(TestServers.kafka(), settings);
        return bench;
    }

    OutboxEvent event(int number) {
        return Workbench.event(TOPIC, key, number);
    }

    /** An event of another key, which is this test's own too. */
    OutboxEvent other(int number) {
        return Workbench.event(TOPIC, otherKey(), number);
    }

    ReceivedEvent awaitOne() {
        return probe.await(under(key));
    }

    List<ReceivedEvent> await(int count) {
        return probe.awaitAll(under(key), count);
    }

    ReceivedEvent awaitOther() {
        return probe.await(under(otherKey()));
    }

    List<ReceivedEvent> seen() {
        return probe.seen(under(key));
    }

    private String otherKey() {
        return key + "-other";
    }

    private static Predicate<ReceivedEvent> under(String key) {
        return event -> event.key().equals(key);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        probe.close();
        if (bench != null) {
            bench.close();
        }
    }
}
