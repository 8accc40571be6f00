package dev.koda.runtime.lease;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.task.QueueSignal;

/**
 * Takes tasks away from workers that died or froze and puts them back into the queue, or into the dead letters when they
 * were recovered too often without getting on. Runs in every worker; rows are skipped while another sweeper has them.
 */
@ApplicationScoped
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    /** After a restart of the database, time for all workers to take their locks again. */
    private static final Duration ALL_BACK = Duration.ofSeconds(5);

    private final SweepRows rows;
    private final LifeLock lock;
    private final Worker worker;
    private final QueueSignal queue;
    private final Bridge bridge;
    private final Clock clock;
    private final Counter takeovers;
    /** Owners whose lock was free at the last look; a second free look makes sure. */
    private Set<UUID> suspects = new HashSet<>();

    Sweeper(
            SweepRows rows,
            LifeLock lock,
            Worker worker,
            QueueSignal queue,
            Bridge bridge,
            Clock clock,
            MeterRegistry metrics) {
        this.rows = rows;
        this.lock = lock;
        this.worker = worker;
        this.queue = queue;
        this.bridge = bridge;
        this.clock = clock;
        this.takeovers = metrics.counter("koda_runtime_lease_takeovers");
    }

    /** One round; used by one thread. */
    public void sweep() {
        Set<UUID> dead = deadOwners();
        int taken = bridge.await(() -> rows.takeBack(dead));
        if (taken > 0) {
            LOG.infof("took back tasks=%d dead_workers=%d", taken, dead.size());
            takeovers.increment(taken);
            queue.ready();
        }
    }

    private Set<UUID> deadOwners() {
        if (lock.heldSince().isAfter(clock.instant().minus(ALL_BACK))) {
            suspects = new HashSet<>();
            return Set.of();
        }
        Set<UUID> free = bridge.await(() -> rows.ownersWithFreeLock(worker.id()));
        Set<UUID> dead = new HashSet<>(free);
        dead.retainAll(suspects);
        suspects = free;
        return dead;
    }
}
