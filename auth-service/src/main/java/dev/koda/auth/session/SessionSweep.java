package dev.koda.auth.session;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Removes ended sessions every few minutes; any replica may. */
@ApplicationScoped
class SessionSweep {

    private final SessionService sessions;

    SessionSweep(SessionService sessions) {
        this.sessions = sessions;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return sessions.sweep().replaceWithVoid();
    }
}
