package dev.koda.gateway.identity;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Hears of revoked sessions, tokens and operators on {@code koda.auth.session} as every replica must: assigned to all
 * partitions, from the end, without a group. A hint that is missed while Kafka is away costs a minute at most, because
 * nothing is kept longer.
 */
@Singleton
class SessionEvents {
    private static final Logger LOG = Logger.getLogger(SessionEvents.class);
    private static final String TOPIC = "koda.auth.session";
    private static final String REVOKED = "dev.koda.auth.session.revoked.v1";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ANSWER_MILLIS = 5_000;
    private static final List<String> IDS = List.of("session_id", "token_id", "operator_id");

    private final Map<String, Object> settings;
    private final Revocations revocations;
    private final ObjectMapper json;
    private volatile Consumer<String, String> current;
    private volatile boolean stopping;
    private volatile boolean listening;

    SessionEvents(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            Revocations revocations,
            ObjectMapper json) {
        Map<String, Object> all = new HashMap<>(broker);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(POLL.toMillis()));
        this.settings = Map.copyOf(all);
        this.revocations = revocations;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("session-events").start(this::listenUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        Consumer<String, String> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Whether revocations are heard right now. */
    boolean isListening() {
        return listening;
    }

    private void listenUntilStopped() {
        while (!stopping) {
            try (Consumer<String, String> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                current = consumer;
                listen(consumer);
            } catch (WakeupException stopped) {
                LOG.debug("session events are no longer wanted");
            } catch (KafkaException away) {
                LOG.debugf("session events are not heard cause=%s", away);
                pause();
            } finally {
                listening = false;
            }
        }
    }

    private void listen(Consumer<String, String> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(TOPIC);
        if (partitions == null || partitions.isEmpty()) {
            pause();
            return;
        }
        List<TopicPartition> all = partitions.stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        listening = true;
        while (!stopping) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<String, String> message) {
        Header type = message.headers().lastHeader("ce_type");
        if (message.value() == null || type == null || !REVOKED.equals(new String(type.value(), UTF_8))) {
            return;
        }
        try {
            JsonNode event = json.readTree(message.value());
            Stream<String> ids =
                    IDS.stream().map(event::path).filter(JsonNode::isTextual).map(JsonNode::asText);
            // the narrowest id that is given says what was revoked
            ids.findFirst().ifPresent(revocations::revoked);
        } catch (JsonProcessingException unreadable) {
            LOG.warnf("unreadable event on %s", TOPIC);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
