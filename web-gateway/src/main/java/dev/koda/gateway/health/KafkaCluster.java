package dev.koda.gateway.health;

import java.util.HashMap;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks Kafka to describe itself. */
@Singleton
public class KafkaCluster {
    private static final int ANSWER_MILLIS = 1_900;

    private final Map<String, Object> settings;
    private Admin admin;

    KafkaCluster(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        Map<String, Object> all = new HashMap<>(broker);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        all.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        this.settings = Map.copyOf(all);
    }

    /** Bootstrap servers, for people. */
    public String where() {
        return String.valueOf(settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** The number of brokers; fails when none answers. */
    public Uni<Integer> ask() {
        return Uni.createFrom()
                .completionStage(() -> admin().describeCluster().nodes().toCompletionStage())
                .map(nodes -> nodes.size())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** By consumer group, how many messages of our topics it has not read; fails when Kafka does not answer. */
    public Uni<Map<String, Long>> lags() {
        return Uni.createFrom()
                .item(() -> new ConsumerLags(admin()).byGroup())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(java.time.Duration.ZERO);
        }
    }
}
