package dev.koda.runtime.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

import dev.koda.platform.outbox.Topic;

/**
 * Hears that tasks became ready: a plain consumer of all partitions from the end, without a group, since every worker
 * shall hear every hint and none needs to remember any. While Kafka is away {@link #healthy} is false and the claim
 * poll quickens.
 */
@ApplicationScoped
class KafkaHints {
    private static final Logger LOG = Logger.getLogger(KafkaHints.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration NEXT_TRY = Duration.ofSeconds(1);
    /** Idle polls until the broker is asked whether it is there: a consumer does not notice by itself. */
    private static final int QUIET_POLLS = 5;

    private final Map<String, Object> settings;
    private volatile boolean healthy;
    private volatile boolean stopped;
    private volatile Consumer<byte[], byte[]> open;

    KafkaHints(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        Map<String, Object> all = new HashMap<>(broker);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER.toMillis()));
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER.toMillis()));
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        this.settings = Map.copyOf(all);
    }

    boolean healthy() {
        return healthy;
    }

    void start(Runnable hint) {
        Thread.ofPlatform().name("task-ready-hints").daemon().start(() -> listen(hint));
    }

    void stop() {
        stopped = true;
        Consumer<byte[], byte[]> listening = open;
        if (listening != null) {
            listening.wakeup();
        }
    }

    private void listen(Runnable hint) {
        while (!stopped) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
                open = consumer;
                hear(consumer, hint);
            } catch (WakeupException stop) {
                return;
            } catch (KafkaException away) {
                LOG.debugf("no hints for now: %s", away.toString());
            }
            healthy = false;
            pause();
        }
    }

    private void hear(Consumer<byte[], byte[]> consumer, Runnable hint) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(partition -> consumer.position(partition, ANSWER));
        healthy = true;
        hint.run();
        int quiet = 0;
        while (!stopped) {
            if (!consumer.poll(POLL).isEmpty()) {
                hint.run();
                quiet = 0;
            } else if (++quiet >= QUIET_POLLS) {
                // fails while the broker is away, where poll would go on returning nothing
                consumer.endOffsets(partitions, ANSWER);
                quiet = 0;
            }
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo info : consumer.partitionsFor(Topic.RUNTIME_TASK_READY.topicName(), ANSWER)) {
            partitions.add(new TopicPartition(info.topic(), info.partition()));
        }
        if (partitions.isEmpty()) {
            throw new KafkaException("the topic is not there yet");
        }
        return partitions;
    }

    private void pause() {
        try {
            Thread.sleep(NEXT_TRY);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
