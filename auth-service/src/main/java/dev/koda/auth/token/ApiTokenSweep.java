package dev.koda.auth.token;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Removes tokens that expired a month ago; any replica may. */
@ApplicationScoped
class ApiTokenSweep {

    private final ApiTokenService tokens;

    ApiTokenSweep(ApiTokenService tokens) {
        this.tokens = tokens;
    }

    @Scheduled(every = "6h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return tokens.sweep().replaceWithVoid();
    }
}
