package dev.koda.auth.eventloop;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Leaves the caller's Vert.x context for work or a pause and comes back to it. A Hibernate Reactive session belongs to
 * the context it was opened on, so whatever follows a computation elsewhere must resume where it began.
 */
@ApplicationScoped
public class EventLoop {

    private final Vertx vertx;

    EventLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs {@code work} on {@code pool}; a full pool fails the result with its {@link RejectedExecutionException}. */
    public <T> Uni<T> away(ExecutorService pool, Callable<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context home = home();
            try {
                pool.execute(() -> run(work, home, emitter));
            } catch (RejectedExecutionException full) {
                emitter.fail(full);
            }
        });
    }

    /** Resumes on the caller's context after {@code pause}. */
    public Uni<Void> pause(Duration pause) {
        return Uni.createFrom().emitter(emitter -> {
            Context home = home();
            vertx.setTimer(pause.toMillis(), timer -> home.runOnContext(back -> emitter.complete(null)));
        });
    }

    private Context home() {
        return vertx.getOrCreateContext();
    }

    private static <T> void run(Callable<T> work, Context home, UniEmitter<? super T> emitter) {
        try {
            T result = work.call();
            home.runOnContext(back -> emitter.complete(result));
        } catch (Exception failure) {
            home.runOnContext(back -> emitter.fail(failure));
        }
    }
}
