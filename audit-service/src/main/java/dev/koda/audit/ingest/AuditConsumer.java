package dev.koda.audit.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The loop that brings messages into the database; confined to one thread.
 *
 * <p>Where to read from is what the database says, never what Kafka remembers: after every assignment and every
 * failure the partitions are paused until the positions are loaded, then sought. So rows and positions cannot differ,
 * and while the database or the broker is away nothing is read, nothing is lost and the membership in the group is
 * kept. Offsets are committed to Kafka as well, only for the eyes of lag tools.
 */
final class AuditConsumer implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(AuditConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    /** The broker works for it each time, and nobody looks more often. */
    private static final Duration REPORT = Duration.ofSeconds(2);

    private static final Duration LAG_TIMEOUT = Duration.ofSeconds(2);

    private final String topic;
    private final Consumer<String, String> kafka;
    private final IntakeService intake;
    private final IngestState state;
    private final Map<Integer, Long> positions = new HashMap<>();
    private Map<Integer, Long> told = Map.of();
    private boolean positioned;
    private Duration pause = SHORTEST_PAUSE;
    private long reported = System.nanoTime() - REPORT.toNanos();

    AuditConsumer(String topic, Consumer<String, String> kafka, IntakeService intake, IngestState state) {
        this.topic = topic;
        this.kafka = kafka;
        this.intake = intake;
        this.state = state;
    }

    /** Runs until woken. Interruption ends it too. */
    void run() {
        try (kafka) {
            kafka.subscribe(List.of(topic), this);
            while (!Thread.currentThread().isInterrupted()) {
                round();
            }
        } catch (WakeupException | InterruptException stopped) {
            LOG.debug("consumer stops");
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        kafka.pause(partitions);
        positioned = false;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> positions.remove(partition.partition()));
    }

    private void round() {
        try {
            if (!positioned && !kafka.assignment().isEmpty()) {
                position();
            }
            take(kafka.poll(POLL));
            state.round();
            report();
        } catch (WakeupException | InterruptException stop) {
            throw stop;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException failure) {
            recover(failure);
        }
    }

    private void position() throws InterruptedException, ExecutionException, TimeoutException {
        Map<Integer, Long> stored = intake.positions(topic);
        Set<TopicPartition> assigned = kafka.assignment();
        positions.clear();
        for (TopicPartition partition : assigned) {
            long next = stored.getOrDefault(partition.partition(), 0L);
            positions.put(partition.partition(), next);
            kafka.seek(partition, next);
        }
        kafka.resume(assigned);
        positioned = true;
    }

    private void take(Iterable<ConsumerRecord<String, String>> polled)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<ConsumerRecord<String, String>> messages = new ArrayList<>();
        polled.forEach(messages::add);
        if (!positioned) {
            return;
        }
        if (!messages.isEmpty()) {
            intake.take(topic, messages, positions);
        }
        pause = SHORTEST_PAUSE;
        state.flows();
    }

    /** Tells Kafka and the metrics how far it is. */
    private void report() {
        if (System.nanoTime() - reported >= REPORT.toNanos()) {
            reported = System.nanoTime();
            if (!told.equals(positions)) {
                told = Map.copyOf(positions);
                kafka.commitAsync(committed(), null);
            }
            state.behindBy(lag());
        }
    }

    private long lag() {
        Map<TopicPartition, Long> ends = kafka.endOffsets(kafka.assignment(), LAG_TIMEOUT);
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(
                        0, end.getValue() - positions.getOrDefault(end.getKey().partition(), 0L)))
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach(
                (partition, next) -> offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(next)));
        return offsets;
    }

    private void recover(Exception failure) {
        String reason = String.valueOf(
                failure.getCause() == null
                        ? failure.getMessage()
                        : failure.getCause().getMessage());
        LOG.warnf("ingest waits pause_ms=%d reason=%s", pause.toMillis(), reason);
        state.stalled(reason);
        positioned = false;
        try {
            kafka.pause(kafka.assignment());
            kafka.poll(pause);
        } catch (WakeupException | InterruptException stop) {
            throw stop;
        } catch (KafkaException away) {
            LOG.debugf("poll failed while waiting: %s", away.getMessage());
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
    }
}
