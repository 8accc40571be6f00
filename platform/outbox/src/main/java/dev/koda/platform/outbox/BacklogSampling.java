package dev.koda.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Looks at the size of the outbox every few seconds, for the gauges and the doctor. */
@ApplicationScoped
class BacklogSampling {
    private final OutboxEntries entries;
    private final RelayMeters meters;

    BacklogSampling(OutboxEntries entries, RelayMeters meters) {
        this.entries = entries;
        this.meters = meters;
    }

    @Scheduled(
            every = "5s",
            delayed = "1s",
            identity = "koda-outbox-backlog",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sample() {
        return entries.backlog()
                .invoke(meters::sampled)
                .onFailure()
                .invoke(meters::databaseAway)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
