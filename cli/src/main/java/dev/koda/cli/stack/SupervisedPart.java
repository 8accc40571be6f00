package dev.koda.cli.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

import dev.koda.cli.stack.PartState.Phase;

/**
 * One part under supervision: a small state machine that {@link #tick} moves on. Starting and adopting, which take
 * seconds, run on the executor; everything else is quick. Safe for use by several threads.
 */
final class SupervisedPart {

    private final Part part;
    private final PartRunner runner;
    private final Executor executor;
    private final Clock clock;
    private final RestartPolicy policy;

    private Phase phase = Phase.WAITING;
    private Instant since;
    private Optional<Instant> startAt = Optional.empty();
    private PartRunner.Running running = new PartRunner.Running(0, 0);
    private int restarts;
    private boolean everRan;
    private String message = "";

    SupervisedPart(Part part, PartRunner runner, Executor executor, Clock clock) {
        this.part = part;
        this.runner = runner;
        this.executor = executor;
        this.clock = clock;
        this.policy = new RestartPolicy(clock);
        this.since = clock.instant();
    }

    Part part() {
        return part;
    }

    /** True once it answered for the first time; later deaths do not hold back the parts that need it. */
    synchronized boolean everRan() {
        return everRan;
    }

    /**
     * Looks after the part.
     *
     * @param needsMet whether the parts it needs have been up
     * @param holdBack whether something it cannot start without is on its way back: a try now would be one in vain
     */
    synchronized void tick(boolean needsMet, boolean holdBack) {
        switch (phase) {
            case WAITING -> {
                if (needsMet) {
                    begin("starting");
                }
            }
            case RUNNING -> {
                if (!runner.isAlive()) {
                    died("ended without being asked; last known process " + running.pid());
                }
            }
            case DOWN -> {
                if (holdBack) {
                    message = "waits for PostgreSQL to come back";
                } else if (startAt.filter(at -> !at.isAfter(clock.instant())).isPresent()) {
                    restarts++;
                    begin("starting again");
                }
            }
            default -> {
                // in transit or for somebody else to decide
            }
        }
    }

    /** Whether it is down for the moment: being started, or waiting for its next start. */
    synchronized boolean isComingBack() {
        return phase == Phase.STARTING || phase == Phase.DOWN;
    }

    /** Somebody wants it up now: a part that was given up or waits for its time is tried at once. */
    synchronized void retryNow() {
        if (phase == Phase.GIVEN_UP || phase == Phase.DOWN) {
            policy.reset();
            move(Phase.DOWN, message);
            startAt = Optional.of(clock.instant());
        }
    }

    /** Stops it and tells so; blocks until it has ended. A start under way is overtaken by the stop. */
    void stop(Duration timeout) {
        synchronized (this) {
            move(Phase.STOPPING, "draining");
        }
        runner.stop(timeout);
        synchronized (this) {
            running = new PartRunner.Running(0, running.port());
            move(Phase.STOPPED, "");
        }
    }

    synchronized PartState state() {
        return new PartState(part.word(), phase.word(), running.pid(), running.port(), since, restarts, message);
    }

    private void begin(String words) {
        move(Phase.STARTING, words);
        executor.execute(this::startNow);
    }

    private void startNow() {
        try {
            PartRunner.Running up = runner.adopt().orElseGet(() -> runner.start(this::progress));
            ranAt(up);
        } catch (PartRefused refused) {
            refused(refused.getMessage());
        } catch (RuntimeException failure) {
            notStarted(failure.getMessage());
        }
    }

    private synchronized void progress(String words) {
        if (phase == Phase.STARTING) {
            message = words;
        }
    }

    private synchronized void ranAt(PartRunner.Running up) {
        running = up;
        everRan = true;
        if (phase == Phase.STARTING) {
            move(Phase.RUNNING, "");
        }
    }

    private synchronized void refused(String words) {
        if (phase == Phase.STARTING) {
            move(Phase.GIVEN_UP, words);
        }
    }

    private synchronized void notStarted(String words) {
        if (phase == Phase.STARTING) {
            later(Optional.empty(), words);
        }
    }

    private void died(String words) {
        later(Optional.of(since), words);
    }

    private void later(Optional<Instant> ranSince, String words) {
        running = new PartRunner.Running(0, running.port());
        startAt = policy.died(ranSince);
        if (startAt.isPresent()) {
            move(Phase.DOWN, words);
        } else {
            move(
                    Phase.GIVEN_UP,
                    "given up after " + RestartPolicy.TRIES + " tries in " + RestartPolicy.WINDOW.toMinutes()
                            + " minutes: " + words);
        }
    }

    private void move(Phase next, String words) {
        phase = next;
        message = words;
        since = clock.instant();
    }
}
