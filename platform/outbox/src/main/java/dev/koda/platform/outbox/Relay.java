package dev.koda.platform.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Delivers recorded events to Kafka at least once, in order per topic and key.
 *
 * <p>Safe to run in every replica: claims are leased in the database, so a crash delays delivery but never loses it.
 * One round is in flight at a time, on one event loop: claim, commit, publish, delete. Rounds follow each other while
 * there is work; otherwise the relay looks when woken, shortly after each recording, and every
 * {@link OutboxConfig#pollInterval()}. While Kafka or the database is away it backs off and wakes are ignored.
 */
@ApplicationScoped
class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(5);

    private final RelayRound round;
    private final RelayPace pace;
    private final Vertx vertx;
    private final boolean enabled;
    private final CountDownLatch idleAtStop = new CountDownLatch(1);

    private volatile Context context;

    // what follows is touched on the relay's context only
    private boolean busy;
    private boolean lookAgain;
    private boolean stopping;
    private long timer = -1;
    private long due;

    Relay(RelayRound round, OutboxConfig config, Vertx vertx) {
        this.round = round;
        this.pace = new RelayPace(config.firstLook(), config.pollInterval(), config.longestBackOff());
        this.vertx = vertx;
        this.enabled = config.relay();
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            context = vertx.getOrCreateContext();
            context.runOnContext(ignored -> look());
        }
    }

    void beforeShutdown(@Observes ShutdownDelayInitiatedEvent event) {
        wake();
    }

    /** Lets the round in flight settle, so that a restart does not wait for its lease. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Context current = context;
        if (current == null) {
            return;
        }
        current.runOnContext(ignored -> stopWhenIdle());
        if (!idleAtStop.await(SHUTDOWN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("outbox relay stopped in the middle of a round; its lease delays those events");
        }
    }

    private void stopWhenIdle() {
        stopping = true;
        vertx.cancelTimer(timer);
        if (!busy) {
            idleAtStop.countDown();
        }
    }

    /** Looks at once. */
    void wake() {
        onContext(() -> {
            if (!pace.isAway()) {
                look();
            }
        });
    }

    /** A commit is near: look several times soon. */
    void expect() {
        onContext(() -> {
            pace.expect();
            if (!busy && !pace.isAway() && sooner(pace.pause())) {
                lookIn(pace.pause());
            }
        });
    }

    private void onContext(Runnable step) {
        Context current = context;
        if (current != null) {
            current.runOnContext(ignored -> step.run());
        }
    }

    private void look() {
        if (stopping) {
            return;
        }
        if (busy) {
            lookAgain = true;
            return;
        }
        busy = true;
        lookAgain = false;
        vertx.cancelTimer(timer);
        round.run(context).subscribe().with(this::rest);
    }

    private void rest(RelayRound.Result result) {
        busy = false;
        if (stopping) {
            idleAtStop.countDown();
            return;
        }
        pace.after(result);
        if (result == RelayRound.Result.FULL || (lookAgain && !pace.isAway())) {
            look();
            return;
        }
        lookIn(pace.pause());
    }

    /** A look that is due is never put off: else a steady stream of recordings would do so for ever. */
    private boolean sooner(Duration pause) {
        return System.nanoTime() + pause.toNanos() - due < 0;
    }

    private void lookIn(Duration pause) {
        vertx.cancelTimer(timer);
        due = System.nanoTime() + pause.toNanos();
        timer = vertx.setTimer(Math.max(1, pause.toMillis()), ignored -> look());
    }
}
