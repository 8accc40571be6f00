package dev.koda.platform.testkit.event;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.koda.platform.testkit.server.TestEnvironment;
import dev.koda.platform.testkit.server.TestServers;

/** Stands behind {@link WithKafka}. */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        String bootstrap = TestServers.kafka();
        Map<String, String> settings = TestEnvironment.quarkus();
        settings.put("kafka.bootstrap.servers", bootstrap);
        settings.put("KODA_KAFKA_BOOTSTRAP_SERVERS", bootstrap);
        return settings;
    }

    @Override
    public void stop() {
        // Kafka ends with the build
    }
}
