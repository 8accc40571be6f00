package dev.koda.auth.credential;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Removes links that expired; any replica may. */
@ApplicationScoped
class PasswordResetSweep {

    private final PasswordResets resets;
    private final Clock clock;

    PasswordResetSweep(PasswordResets resets, Clock clock) {
        this.resets = resets;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "15m", concurrentExecution = ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> sweep() {
        return resets.deleteExpired(clock.instant()).replaceWithVoid();
    }
}
