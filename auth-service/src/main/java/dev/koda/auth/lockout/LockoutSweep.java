package dev.koda.auth.lockout;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Looks every second for locks that ended by themselves; replicas share the work by row locks. */
@ApplicationScoped
class LockoutSweep {

    private final LockoutService lockouts;

    LockoutSweep(LockoutService lockouts) {
        this.lockouts = lockouts;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> announce() {
        return lockouts.announceEnded();
    }
}
