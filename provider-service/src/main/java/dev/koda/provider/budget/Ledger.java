package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import org.jboss.logging.Logger;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.problem.Problem;

/**
 * Reserves money before a call. Settling and releasing happen with the usage record of the call; what a crash leaves
 * behind is released here: this process says every few seconds that it lives, and any replica sweeps for those that
 * do not.
 */
@Singleton
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private static final int AFTER_DATABASE = 150;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final LedgerRows rows;
    private final ReservationQueue queue;
    private final Exhaustion exhaustion;
    private final Clock clock;
    private final Ids ids;

    Ledger(LedgerRows rows, ReservationQueue queue, Exhaustion exhaustion, Clock clock, Ids ids) {
        this.rows = rows;
        this.queue = queue;
        this.exhaustion = exhaustion;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Reserves the worst case in every budget of the scopes, or fails with the 402 that names the exhausted one; with 503 while
     * the database does not say, which is no fault of the vendor that would be asked.
     */
    Uni<Reservation> reserve(Set<String> scopes, BigDecimal worst, String currency, Duration longest) {
        var wish = new Wish(
                ids.next(), Reservation.joined(scopes), worst, clock.instant().plus(longest));
        return queue.reserve(wish)
                .onFailure()
                .transform(Ledger::unknown)
                .chain(refused -> refused.isEmpty()
                        ? Uni.createFrom().item(new Reservation(wish.id(), wish.scopes()))
                        : refuse(refused.get(), currency));
    }

    private static Problem unknown(Throwable failure) {
        LOG.warnf("no reservation: %s", failure.toString());
        return Problem.unavailable(
                "budget_unavailable",
                "Whether the budget allows this call cannot be told, because the database gives no answer. Try again shortly.",
                TRY_AGAIN);
    }

    private Uni<Reservation> refuse(Row row, String currency) {
        var exhausted = BudgetExhausted.of(
                row.getString("scope"),
                row.getString("period"),
                row.getBigDecimal("cap"),
                row.getBigDecimal("spent"),
                row.getBigDecimal("reserved"),
                currency);
        exhaustion.tell(exhausted);
        return Uni.createFrom().failure(exhausted);
    }

    void start(@Observes @Priority(AFTER_DATABASE) StartupEvent started) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> rows.beat());
    }

    @Scheduled(identity = "ledger-heartbeat", every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> beat() {
        return quietly(rows.beat(), "heartbeat");
    }

    @Scheduled(identity = "ledger-sweep", every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return quietly(rows.releaseAbandoned(clock.instant()), "sweep");
    }

    private static Uni<Void> quietly(Uni<Void> work, String name) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("ledger %s failed, tried again: %s", name, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
