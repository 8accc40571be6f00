package dev.koda.provider.verification;

import java.time.Clock;
import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

import dev.koda.provider.settings.ProviderConfig;

/** Looks after the connections by the clock, so that a revoked key is found before a task finds it. */
@Singleton
class VerificationSchedule {

    private static final Logger LOG = Logger.getLogger(VerificationSchedule.class);

    private final VerificationService service;
    private final Verifications verifications;
    private final ProviderConfig config;
    private final Clock clock;

    VerificationSchedule(VerificationService service, Verifications verifications, ProviderConfig config, Clock clock) {
        this.service = service;
        this.verifications = verifications;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            identity = "verify-connections",
            every = "${koda.provider.verify-interval:15m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> verifyAll() {
        return Multi.createFrom()
                .iterable(service.enabled())
                .onItem()
                .transformToUniAndConcatenate(connection -> service.scheduled(connection)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "scheduled verification provider=%s: %s", connection.id(), failure.toString()))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .asList()
                .replaceWithVoid();
    }

    @Scheduled(
            identity = "verification-retention",
            every = "1h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        Duration kept = Duration.ofDays(config.verificationRetentionDays());
        return verifications.deleteBefore(clock.instant().minus(kept)).replaceWithVoid();
    }
}
