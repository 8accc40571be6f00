package dev.koda.platform.testkit.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Reads a topic from where it ends when the probe is made, and publishes to it with CloudEvents headers. A topic that is
 * missing is created. Close it after use.
 */
public final class KafkaProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 8;

    private final String topic;
    private final KafkaConsumer<String, String> consumer;
    private final KafkaProducer<String, String> producer;
    private final List<ReceivedEvent> received = new CopyOnWriteArrayList<>();

    private KafkaProbe(String bootstrap, String topic) {
        this.topic = topic;
        ensureTopic(bootstrap, topic);
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new StringDeserializer());
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new StringSerializer());
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** All partitions, once the broker tells them: it may say that a topic is made a moment before it knows it. */
    private List<TopicPartition> partitions() {
        return Awaitility.await()
                .alias("partitions of " + topic)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(() -> consumer.partitionsFor(topic), known -> !known.isEmpty())
                .stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** A probe on the Kafka of the running Quarkus application. */
    public static KafkaProbe on(String topic) {
        return at(ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class), topic);
    }

    /** A probe on the Kafka named. */
    public static KafkaProbe at(String bootstrap, String topic) {
        return new KafkaProbe(bootstrap, topic);
    }

    /** The first event since the probe was made that fits; fails after a minute. */
    public ReceivedEvent await(Predicate<ReceivedEvent> wanted) {
        return awaitAll(wanted, 1).getFirst();
    }

    /** The first {@code count} events that fit, in the order of their partitions; fails after a minute. */
    public List<ReceivedEvent> awaitAll(Predicate<ReceivedEvent> wanted, int count) {
        Awaitility.await()
                .alias(count + " events on " + topic)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> seen(wanted).size() >= count);
        return List.copyOf(seen(wanted).subList(0, count));
    }

    /** What fits of everything that has arrived by now. */
    public List<ReceivedEvent> seen(Predicate<ReceivedEvent> wanted) {
        consumer.poll(Duration.ofMillis(50)).forEach(message -> received.add(ReceivedEvent.of(message)));
        return new ArrayList<>(received.stream().filter(wanted).toList());
    }

    /** Publishes an event as another service would and returns its id once Kafka has it. */
    public UUID publish(String key, String ceType, String json) {
        UUID id = new UUID(System.nanoTime(), System.identityHashCode(new Object()) | Long.MIN_VALUE);
        publish(id, key, ceType, json);
        return id;
    }

    /** As {@link #publish(String, String, String)} with an id of the caller's, to send it twice for instance. */
    public void publish(UUID id, String key, String ceType, String json) {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, key, json);
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", id.toString());
        header(message, "ce_source", "/test");
        header(message, "ce_type", ceType);
        header(message, "ce_time", Instant.now().toString());
        header(message, "content-type", "application/json");
        send(message);
    }

    /** Publishes a message without any headers. */
    public void publishBare(String key, String value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    private void send(ProducerRecord<String, String> message) {
        try {
            producer.send(message).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("not published to " + topic, failure);
        }
    }

    private static void header(ProducerRecord<String, String> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void ensureTopic(String bootstrap, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topic " + topic + " could not be made", failure);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close(Duration.ofSeconds(1));
    }
}
