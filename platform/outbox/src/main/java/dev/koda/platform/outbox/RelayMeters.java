package dev.koda.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jboss.logging.Logger;

import dev.koda.platform.outbox.OutboxEntries.Backlog;

/** Counts what the relay does ({@code koda_outbox_*}), and says once, not every round, that Kafka went away or came back. */
@ApplicationScoped
class RelayMeters {
    private static final Logger LOG = Logger.getLogger(RelayMeters.class);

    private final Clock clock;
    private final Timer latency;
    private final Counter failures;
    private final Counter duplicates;
    private final Counter deadLetters;
    private final AtomicReference<Backlog> backlog = new AtomicReference<>(Backlog.EMPTY);
    private final AtomicBoolean kafkaAway = new AtomicBoolean();
    private final AtomicBoolean databaseAway = new AtomicBoolean();

    RelayMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.latency = Timer.builder("koda.outbox.delivery")
                .description("From recorded to acknowledged by Kafka")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        this.failures = Counter.builder("koda.outbox.failures")
                .description("Sends refused for the entry's own fault")
                .register(registry);
        this.duplicates = Counter.builder("koda.inbox.duplicates")
                .description("Events that came again")
                .register(registry);
        this.deadLetters = Counter.builder("koda.dead.letters")
                .description("Messages given up by a consumer")
                .register(registry);
        Gauge.builder("koda.outbox.pending", backlog, seen -> seen.get().pending())
                .register(registry);
        Gauge.builder("koda.outbox.parked", backlog, seen -> seen.get().parked())
                .register(registry);
        Gauge.builder("koda.outbox.oldest.seconds", backlog, seen -> seen.get().oldestSeconds())
                .register(registry);
        Gauge.builder("koda.outbox.kafka.away", kafkaAway, away -> away.get() ? 1 : 0)
                .register(registry);
    }

    void record(Delivery delivery) {
        databaseAway.set(false);
        OffsetDateTime now = OffsetDateTime.now(clock);
        delivery.recordedTimesOfDelivered().forEach(recorded -> latency.record(Duration.between(recorded, now)));
        failures.increment(delivery.failed().size());
        boolean away = delivery.isAway();
        if (kafkaAway.getAndSet(away) != away) {
            LOG.warnf(
                    away ? "kafka is away, events wait in the outbox cause=%s" : "kafka is back%s",
                    delivery.awayCause().map(Throwable::toString).orElse(""));
        }
    }

    void databaseAway(Throwable cause) {
        if (!databaseAway.getAndSet(true)) {
            LOG.warnf("outbox relay cannot reach the database cause=%s", cause);
        }
    }

    void sampled(Backlog seen) {
        backlog.set(seen);
    }

    Backlog lastBacklog() {
        return backlog.get();
    }

    boolean isKafkaAway() {
        return kafkaAway.get();
    }

    void duplicate() {
        duplicates.increment();
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
