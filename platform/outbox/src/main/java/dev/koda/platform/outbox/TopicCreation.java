package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topics that do not exist yet, in the background: a boot never waits for Kafka, and tries go on until one
 * succeeds. Topics that exist are left as they are.
 */
@ApplicationScoped
class TopicCreation {
    private static final Logger LOG = Logger.getLogger(TopicCreation.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private final OutboxConfig config;
    private volatile Thread worker;

    TopicCreation(@Identifier("default-kafka-broker") Map<String, Object> broker, OutboxConfig config) {
        Map<String, Object> all = new HashMap<>(broker);
        all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER.toMillis()));
        all.put(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(ANSWER.dividedBy(2).toMillis()));
        this.settings = Map.copyOf(all);
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        worker = Thread.ofVirtual().name("topic-creation").start(this::createUntilDone);
    }

    void stop(@Observes ShutdownEvent event) {
        Thread current = worker;
        if (current != null) {
            current.interrupt();
        }
    }

    private void createUntilDone() {
        Duration pause = Duration.ofMillis(250);
        try {
            while (!created()) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean created() throws InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            Set<String> existing = admin.listTopics().names().get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing =
                    topics().filter(topic -> !existing.contains(topic.name())).toList();
            return missing.isEmpty() || create(admin, missing);
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            LOG.debugf("topics not created yet cause=%s", notYet);
            return false;
        }
    }

    private static boolean create(Admin admin, List<NewTopic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (var answer : admin.createTopics(missing).values().values()) {
            try {
                answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw refused;
                }
            }
        }
        return true;
    }

    private Stream<NewTopic> topics() {
        Optional<Short> replicas = config.topicReplicas() == 0 ? Optional.empty() : Optional.of(config.topicReplicas());
        return Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(
                        new NewTopic(topic.topicName(), Optional.of(Topic.PARTITIONS), replicas)
                                .configs(topic.settings()),
                        new NewTopic(topic.deadLetters(), Optional.of(1), replicas)
                                .configs(Topic.deadLetterSettings())));
    }
}
