package dev.koda.auth.lockout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.WayBack;

/**
 * Lets as many guesses at one identifier go on at a time as may fail, in this replica; the others queue in order of
 * arrival instead of asking the database again and again. Known and unknown identifiers queue alike. The truth over all
 * replicas is in the database; this only keeps the crowd away from it. Bounded for each identifier.
 */
@ApplicationScoped
class Turns {

    private static final int MOST_WAITING = 512;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final int places;
    private final Map<String, Line> lines = new HashMap<>();

    Turns(AuthConfig config) {
        this.places = config.loginMaxFailures();
    }

    /** Completes on the caller's context when it is its turn; every turn taken is given back by {@link #give}. */
    Uni<Void> take(String identifier) {
        return Uni.createFrom().emitter(emitter -> queue(identifier, new Waiter(WayBack.here(), emitter)));
    }

    private void queue(String identifier, Waiter waiter) {
        waiter.emitter.onTermination(() -> leave(identifier, waiter));
        Place place = enter(identifier, waiter);
        if (place == Place.TURN) {
            resume(identifier, waiter);
        }
        if (place == Place.NONE) {
            waiter.emitter.fail(Problem.unavailable(
                    "sign_in_busy", "Too many sign-ins for this account at once. Try again shortly.", RETRY_AFTER));
        }
    }

    private synchronized Place enter(String identifier, Waiter waiter) {
        Line line = lines.computeIfAbsent(identifier, fresh -> new Line());
        if (line.going < places) {
            line.going++;
            return Place.TURN;
        }
        if (line.waiting.size() >= MOST_WAITING) {
            return Place.NONE;
        }
        line.waiting.add(waiter);
        return Place.QUEUE;
    }

    /** The next in line goes on. */
    void give(String identifier) {
        Waiter next = passOn(identifier);
        if (next != null) {
            next.back.execute(() -> resume(identifier, next));
        }
    }

    private synchronized Waiter passOn(String identifier) {
        Line line = lines.get(identifier);
        Waiter next = line.waiting.poll();
        if (next == null) {
            line.going--;
            if (line.going == 0) {
                lines.remove(identifier);
            }
        }
        return next;
    }

    /** Whoever hung up between being called and coming passes the turn on. */
    private void resume(String identifier, Waiter waiter) {
        if (waiter.gone) {
            give(identifier);
            return;
        }
        waiter.emitter.complete(null);
    }

    private synchronized void leave(String identifier, Waiter waiter) {
        waiter.gone = true;
        Line line = lines.get(identifier);
        if (line != null) {
            line.waiting.remove(waiter);
        }
    }

    private enum Place {
        TURN,
        QUEUE,
        NONE
    }

    private static final class Line {
        private final Deque<Waiter> waiting = new ArrayDeque<>();
        private int going;
    }

    private static final class Waiter {
        private final WayBack back;
        private final UniEmitter<? super Void> emitter;
        private volatile boolean gone;

        Waiter(WayBack back, UniEmitter<? super Void> emitter) {
            this.back = back;
            this.emitter = emitter;
        }
    }
}
