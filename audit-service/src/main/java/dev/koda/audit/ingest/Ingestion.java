package dev.koda.audit.ingest;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

import dev.koda.audit.AuditConfig;
import dev.koda.platform.outbox.Topic;

/**
 * Starts and stops the consumer with the service.
 *
 * <p>Its thread is a platform thread of its own: the loop blocks all its life, and nothing else may wait behind it.
 */
@ApplicationScoped
public class Ingestion {
    private static final String GROUP = "audit-service";
    private static final int STOP_MS = 10_000;

    /** Each batch costs a transaction that all writers of the chain take turns for, so a few messages wait for more. */
    private static final int GATHERED_BYTES = 64 * 1024;

    private static final int GATHER_MS = 200;

    private final Map<String, Object> kafka;
    private final AuditConfig config;
    private final IntakeService intake;
    private final IngestState state;
    private KafkaConsumer<String, String> consumer;
    private Thread thread;

    Ingestion(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            AuditConfig config,
            IntakeService intake,
            IngestState state) {
        this.kafka = kafka;
        this.config = config;
        this.intake = intake;
        this.state = state;
    }

    void onStart(@Observes StartupEvent started) {
        if (config.ingest()) {
            start();
        }
    }

    void onStop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stop();
    }

    /** Starts the consumer unless it runs. */
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer());
        AuditConsumer loop = new AuditConsumer(Topic.AUDIT.topicName(), consumer, intake, state);
        thread = Thread.ofPlatform().name("audit-ingest").daemon(true).start(loop::run);
    }

    /** Stops the consumer after the round it is in, and waits for it. */
    public synchronized void stop() throws InterruptedException {
        if (thread != null) {
            consumer.wakeup();
            thread.join(STOP_MS);
            thread = null;
        }
    }

    /** Whether the consumer's thread is alive. */
    public synchronized boolean running() {
        return thread != null && thread.isAlive();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GATHER_MS);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batchSize());
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return settings;
    }
}
