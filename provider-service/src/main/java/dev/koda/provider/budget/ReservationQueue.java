package dev.koda.provider.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Row;

import dev.koda.platform.security.WayBack;

/**
 * Reserves for many calls in one statement: while one is on its way, the calls that come gather for the next. An idle
 * ledger reserves at once; a busy one takes a budget's row lock once for all of them. Holds as many wishes as there are
 * requests in flight, which the HTTP server bounds.
 */
@Singleton
class ReservationQueue {

    /** Wishes in one statement; more would only make the first ones wait for the last. */
    private static final int MOST = 256;

    /** A database that does not answer within this time refuses the calls instead of hanging them. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LedgerRows rows;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    ReservationQueue(LedgerRows rows) {
        this.rows = rows;
    }

    /** Reserves, or gives the row of the first exhausted budget. The answer comes on the caller's context. */
    Uni<Optional<Row>> reserve(Wish wish) {
        return Uni.createFrom().emitter(emitter -> {
            waiting.add(new Waiting(wish, WayBack.here(), emitter));
            next();
        });
    }

    private void next() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            List<Waiting> batch = take();
            if (batch.isEmpty()) {
                busy.set(false);
            } else {
                send(batch);
            }
        }
    }

    private void send(List<Waiting> batch) {
        List<Wish> wishes = batch.stream().map(Waiting::wish).toList();
        Uni.createFrom()
                .deferred(() -> rows.reserve(wishes))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(refused -> ended(batch, refused), failure -> broken(batch, failure));
    }

    private void ended(List<Waiting> batch, Map<UUID, Row> refused) {
        busy.set(false);
        next();
        for (Waiting each : batch) {
            Optional<Row> row = Optional.ofNullable(refused.get(each.wish().id()));
            each.tell(() -> each.emitter().complete(row));
        }
    }

    private void broken(List<Waiting> batch, Throwable failure) {
        busy.set(false);
        next();
        batch.forEach(each -> each.tell(() -> each.emitter().fail(failure)));
    }

    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = batch.size() < MOST ? waiting.poll() : null) {
            batch.add(next);
        }
        return batch;
    }

    /** Each call goes on where it came from: its trace and its identity hang there. */
    private record Waiting(Wish wish, WayBack home, UniEmitter<? super Optional<Row>> emitter) {

        void tell(Runnable answer) {
            home.execute(answer);
        }
    }
}
