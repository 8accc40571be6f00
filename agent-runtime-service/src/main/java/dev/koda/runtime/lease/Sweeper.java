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

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.task.QueueSignal;

/**
 * Takes tasks away from workers that died or froze and puts them back into the queue, or into the dead letters when they
 * were recovered too often without getting on. Runs in every worker; rows are skipped while another sweeper has them.
 */
@ApplicationScoped
public class Sweeper {
    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    /** Once the database is back, time for all workers to take their locks and to renew their leases again. */
    private static final Duration ALL_BACK = Duration.ofSeconds(3);

    private final SweepRows rows;
    private final LifeLock lock;
    private final Worker worker;
    private final QueueSignal queue;
    private final Bridge bridge;
    private final Clock clock;
    private final Counter takeovers;
    private final ClearSight sight;
    /** Owners whose lock was free at the last look; a second free look makes sure. */
    private Set<UUID> suspects = new HashSet<>();

    Sweeper(
            SweepRows rows,
            LifeLock lock,
            Worker worker,
            QueueSignal queue,
            RuntimeConfig config,
            Bridge bridge,
            Clock clock,
            MeterRegistry metrics) {
        this.rows = rows;
        this.lock = lock;
        this.worker = worker;
        this.queue = queue;
        this.bridge = bridge;
        this.clock = clock;
        this.sight = new ClearSight(clock, config.worker().sweepEvery(), ALL_BACK);
        this.takeovers = metrics.counter("koda_runtime_lease_takeovers");
    }

    /** One round; used by one thread. */
    public void sweep() {
        Set<UUID> free = look();
        if (!sight.clear()) {
            suspects = new HashSet<>();
            return;
        }
        Set<UUID> dead = dead(free);
        int taken = bridge.await(() -> rows.takeBack(dead));
        if (taken > 0) {
            LOG.infof("took back tasks=%d dead_workers=%d", taken, dead.size());
            takeovers.increment(taken);
            queue.ready();
        }
    }

    private Set<UUID> look() {
        try {
            Set<UUID> free = bridge.await(() -> rows.ownersWithFreeLock(worker.id(), ALL_BACK));
            sight.seen();
            return free;
        } catch (RuntimeException away) {
            sight.lost();
            throw away;
        }
    }

    private Set<UUID> dead(Set<UUID> free) {
        if (lock.heldSince().isAfter(clock.instant().minus(ALL_BACK))) {
            suspects = new HashSet<>();
            return Set.of();
        }
        Set<UUID> dead = new HashSet<>(free);
        dead.retainAll(suspects);
        suspects = free;
        return dead;
    }
}
