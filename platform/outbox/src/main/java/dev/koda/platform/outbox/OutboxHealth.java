package dev.koda.platform.outbox;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.health.api.HealthGroup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.CheckDraft;
import dev.koda.platform.doctor.CheckHealth;
import dev.koda.platform.doctor.Scope;
import dev.koda.platform.outbox.OutboxEntries.Backlog;

/**
 * The doctor's check {@code outbox.<service>}: what waits to reach Kafka. It never fails: events are safe in the
 * database, and Kafka itself has a check of its own.
 */
@HealthGroup("doctor")
@ApplicationScoped
class OutboxHealth implements HealthCheck {
    private static final Duration SLOW = Duration.ofMinutes(1);

    private final RelayMeters meters;
    private final String service;

    OutboxHealth(RelayMeters meters, OutboxConfig config) {
        this.meters = meters;
        this.service = config.source().replaceAll("^/|-service$", "").replace("agent-", "");
    }

    @Override
    public HealthCheckResponse call() {
        return CheckHealth.response(check(meters.lastBacklog()));
    }

    private Check check(Backlog backlog) {
        CheckDraft draft = Check.of("outbox." + service)
                .scope(Scope.DOWNSTREAM)
                .evidence("pending", backlog.pending())
                .evidence("parked", backlog.parked())
                .evidence("oldest_seconds", Math.round(backlog.oldestSeconds()))
                .evidence("kafka_away", meters.isKafkaAway());
        if (backlog.parked() > 0) {
            return draft.warn(
                    backlog.parked() + " events were refused by Kafka again and again and are parked",
                    "read the reason in table " + service + ".outbox (column last_failure), repair it, then clear"
                            + " parked_at and attempts of those rows");
        }
        if (backlog.oldestSeconds() > SLOW.toSeconds()) {
            return draft.warn(
                    backlog.pending() + " events wait for Kafka, the oldest for " + Math.round(backlog.oldestSeconds())
                            + " s",
                    "nothing is lost; see kafka.reachable");
        }
        return draft.pass("events leave the outbox as they should");
    }
}
