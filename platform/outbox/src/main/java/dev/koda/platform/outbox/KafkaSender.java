package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The one idempotent producer of the process, with every wait bounded to a few seconds.
 *
 * <p>Sends are handed over on a thread of its own, because {@code send} may block while the topic is not known. The
 * answer comes on Kafka's I/O thread. A producer that reports a fatal state is replaced before the next send.
 */
@ApplicationScoped
class KafkaSender {
    private static final Duration LONGEST_HAND_OVER = Duration.ofSeconds(2);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(3);
    private static final int BUFFER_BYTES = 16 << 20;

    private final Map<String, Object> settings;
    private final ExecutorService handOver = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("outbox-producer").daemon().factory());

    private Producer<String, String> producer; // on the hand-over thread only

    KafkaSender(@Identifier("default-kafka-broker") Map<String, Object> broker, OutboxConfig config) {
        Map<String, Object> all = new HashMap<>(broker);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_HAND_OVER.toMillis());
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(LONGEST_REQUEST.toMillis()));
        all.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.deliveryTimeout().toMillis()));
        all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        this.settings = Map.copyOf(all);
    }

    /** Sends unless it is no longer wanted when its turn comes; fails with Kafka's own exception. */
    Uni<Void> send(ProducerRecord<String, String> message, BooleanSupplier wanted) {
        return Uni.createFrom().emitter(emitter -> handOver.execute(() -> handOver(message, wanted, emitter)));
    }

    private void handOver(
            ProducerRecord<String, String> message, BooleanSupplier wanted, UniEmitter<? super Void> emitter) {
        if (!wanted.getAsBoolean()) {
            emitter.fail(new DisconnectException("not sent: Kafka is away"));
            return;
        }
        try {
            var unused = producer().send(message, (metadata, failure) -> answer(failure, emitter));
        } catch (KafkaException | IllegalStateException refused) {
            answer(refused, emitter);
        }
    }

    private void answer(Exception failure, UniEmitter<? super Void> emitter) {
        if (failure == null) {
            emitter.complete(null);
            return;
        }
        if (isFatal(failure)) {
            handOver.execute(this::discard);
        }
        emitter.fail(failure);
    }

    private static boolean isFatal(Exception failure) {
        return !(failure instanceof RetriableException)
                && !(failure instanceof ApiException own && isOfTheMessage(own));
    }

    private static boolean isOfTheMessage(ApiException failure) {
        return failure instanceof org.apache.kafka.common.errors.RecordTooLargeException
                || failure instanceof org.apache.kafka.common.errors.InvalidTopicException;
    }

    private Producer<String, String> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    private void discard() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    @PreDestroy
    void close() {
        handOver.execute(this::discard);
        handOver.shutdown();
    }
}
