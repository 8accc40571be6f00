package dev.koda.runtime.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.journal.Lease;
import dev.koda.runtime.lease.Held;
import dev.koda.runtime.lease.HeldTasks;
import dev.koda.runtime.lease.Worker;
import dev.koda.runtime.loop.TaskRunner;
import dev.koda.runtime.task.QueueSignal;
import dev.koda.runtime.task.Task;

/**
 * Fills this worker's free slots with tasks from the queue and runs each on a virtual thread of its own.
 *
 * <p>It claims when a hint came, when a slot got free after a full claim, and at the latest when the poll is due. It
 * never asks for a task by id: hints may be lost, late or doubled.
 */
@ApplicationScoped
class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    private final RandomGenerator jitter = RandomGenerator.getDefault();
    private final WakeUp wakeUp = new WakeUp();
    private final Semaphore slots;
    private final Claims claims;
    private final KafkaHints hints;
    private final HeldTasks held;
    private final TaskRunner runner;
    private final Worker worker;
    private final RuntimeConfig config;
    private final Bridge bridge;
    private volatile boolean draining;

    Dispatcher(
            Claims claims,
            KafkaHints hints,
            HeldTasks held,
            TaskRunner runner,
            Worker worker,
            RuntimeConfig config,
            Bridge bridge,
            QueueSignal queue,
            MeterRegistry metrics) {
        this.claims = claims;
        this.hints = hints;
        this.held = held;
        this.runner = runner;
        this.worker = worker;
        this.config = config;
        this.bridge = bridge;
        this.slots = new Semaphore(config.worker().slots());
        queue.listen(wakeUp::now);
        metrics.gauge("koda_runtime_tasks_running", held, HeldTasks::count);
    }

    void start() {
        hints.start(wakeUp::now);
        Thread.ofVirtual().name("dispatcher").start(this::dispatch);
    }

    /** Takes nothing new from now on. */
    void drain() {
        draining = true;
        hints.stop();
        wakeUp.now();
    }

    private void dispatch() {
        boolean failing = false;
        while (!draining) {
            try {
                fillSlots();
                failing = false;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                LOG.logf(failing ? Level.DEBUG : Level.WARN, "claim failed, tried again until it succeeds: %s", failed);
                failing = true;
                pause(AFTER_FAILURE);
            }
        }
    }

    /** One round: waits for a free slot, claims, and waits for a reason to claim again unless there was more to take. */
    private void fillSlots() throws InterruptedException {
        slots.acquire();
        slots.release();
        wakeUp.drain();
        int free = slots.availablePermits();
        List<Task> tasks = draining ? List.of() : bridge.await(() -> claims.claim(worker.id(), free));
        for (Task task : tasks) {
            slots.acquire();
            Thread.ofVirtual().name("task-" + task.id()).start(() -> run(task));
        }
        if (tasks.size() < free) {
            wakeUp.await(untilPoll());
        }
    }

    private void run(Task task) {
        Held entry = held.enter(new Lease(task.id(), worker.id(), task.leaseEpoch()));
        try {
            runner.run(task, entry);
        } finally {
            held.leave(entry);
            slots.release();
            wakeUp.now();
        }
    }

    private Duration untilPoll() {
        Duration every =
                hints.healthy() ? config.worker().pollEvery() : config.worker().pollWithoutHints();
        return Duration.ofMillis(Math.round(every.toMillis() * (0.75 + jitter.nextDouble() / 2)));
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
