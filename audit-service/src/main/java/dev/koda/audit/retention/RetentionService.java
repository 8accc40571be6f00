package dev.koda.audit.retention;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.koda.audit.AuditConfig;

import static java.time.ZoneOffset.UTC;

/** Keeps partitions ahead of time and drops those past their retention. Safe in every replica. */
@ApplicationScoped
class RetentionService {
    private static final Logger LOG = Logger.getLogger(RetentionService.class);
    private static final int MONTHS_AHEAD = 3;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Partitions partitions;
    private final AuditConfig config;
    private final Clock clock;

    RetentionService(Partitions partitions, AuditConfig config, Clock clock) {
        this.partitions = partitions;
        this.config = config;
        this.clock = clock;
    }

    /** Every hour: cheap when there is nothing to do, and a boot at any time is soon in order. */
    @Scheduled(every = "1h", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return partitions
                .ensure(clock.instant().atOffset(UTC), MONTHS_AHEAD)
                .chain(() -> partitions.dropExpired(config.retentionDays()))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .invoke(dropped -> dropped.forEach(name -> LOG.infof("partition dropped name=%s", name)))
                .onFailure()
                .invoke(failure -> LOG.warnf("partitions not maintained reason=%s", failure.getMessage()))
                .replaceWithVoid();
    }
}
