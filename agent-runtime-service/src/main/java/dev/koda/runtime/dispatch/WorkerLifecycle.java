package dev.koda.runtime.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.lease.HeldTasks;
import dev.koda.runtime.lease.LeaseKeeper;
import dev.koda.runtime.lease.LifeLock;
import dev.koda.runtime.lease.Sweeper;
import dev.koda.runtime.pulse.Ticker;

/** Starts the worker in processes whose role it is, and empties it before the process leaves. */
@ApplicationScoped
class WorkerLifecycle {
    private static final Logger LOG = Logger.getLogger(WorkerLifecycle.class);
    private static final Duration LOCK_PROBE = Duration.ofSeconds(1);
    private static final Duration CANCEL_LOOK = Duration.ofMillis(500);
    private static final Duration DRAIN_LOOK = Duration.ofMillis(50);

    private final List<Ticker> tickers = new ArrayList<>();
    private final Dispatcher dispatcher;
    private final LeaseKeeper keeper;
    private final LifeLock lock;
    private final Sweeper sweeper;
    private final HeldTasks held;
    private final RuntimeConfig config;

    WorkerLifecycle(
            Dispatcher dispatcher,
            LeaseKeeper keeper,
            LifeLock lock,
            Sweeper sweeper,
            HeldTasks held,
            RuntimeConfig config) {
        this.dispatcher = dispatcher;
        this.keeper = keeper;
        this.lock = lock;
        this.sweeper = sweeper;
        this.held = held;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (!config.runsTasks()) {
            return;
        }
        RuntimeConfig.Worker worker = config.worker();
        tickers.add(Ticker.start("life-lock", LOCK_PROBE, lock::keep));
        tickers.add(Ticker.start("lease-renewal", worker.renewEvery(), keeper::renew));
        tickers.add(Ticker.start("lease-sweep", worker.sweepEvery(), sweeper::sweep));
        tickers.add(Ticker.start("cancellations", CANCEL_LOOK, keeper::passOnCancellations));
        dispatcher.start();
    }

    /** SIGTERM: takes nothing new, lets steps finish, then hands over what is left. */
    void drain(@Observes ShutdownEvent event) {
        if (tickers.isEmpty()) {
            return;
        }
        dispatcher.drain();
        held.drain();
        boolean finished = waitForRuns(config.worker().drain().multipliedBy(3).dividedBy(4));
        if (!finished) {
            held.hurry();
            finished = waitForRuns(config.worker().drain().dividedBy(4));
        }
        LOG.infof("worker drained finished=%s left=%d", finished, held.count());
        tickers.forEach(Ticker::close);
        keeper.leave();
        lock.release();
    }

    private boolean waitForRuns(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (held.count() > 0 && System.nanoTime() < end) {
            try {
                Thread.sleep(DRAIN_LOOK);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return held.count() == 0;
    }
}
