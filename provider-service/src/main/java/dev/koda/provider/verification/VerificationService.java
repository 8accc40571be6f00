package dev.koda.provider.verification;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.actor.Actor;
import dev.koda.provider.connection.Connection;
import dev.koda.provider.connection.ConnectionRegistry;
import dev.koda.provider.connection.LastVerification;
import dev.koda.provider.connection.Verdict;
import dev.koda.provider.connection.VerificationDesk;
import dev.koda.provider.settings.ProviderConfig;

/** Verifies connections when asked or by the clock, and keeps every result. Nothing else waits for a verification. */
@Singleton
class VerificationService {

    /** Characters of the vendor's words that are kept: 4 KiB. */
    private static final int RAW_BYTES = 4096;

    private final ConnectionRegistry registry;
    private final VerificationDesk desk;
    private final Ladder ladder;
    private final VerificationKeeping keeping;
    private final ProviderConfig config;
    private final Clock clock;

    VerificationService(
            ConnectionRegistry registry,
            VerificationDesk desk,
            Ladder ladder,
            VerificationKeeping keeping,
            ProviderConfig config,
            Clock clock) {
        this.registry = registry;
        this.desk = desk;
        this.ladder = ladder;
        this.keeping = keeping;
        this.config = config;
        this.clock = clock;
    }

    /** Verifies now, unless one began within the cooldown: then 429 with the true rest of it. */
    Uni<VerificationResult> verify(String providerId, boolean probe, Actor actor) {
        Connection connection = required(providerId);
        Duration cooldown = Duration.ofSeconds(config.verifyCooldownSeconds());
        Instant now = clock.instant();
        return desk.begin(providerId, now, now.minus(cooldown)).chain(taken -> {
            if (!taken) {
                return cooling(providerId, cooldown);
            }
            return run(connection, probe, Trigger.ASKED, actor);
        });
    }

    /**
     * A free check by the clock; skipped quietly when one began just now, or when the connection was changed just now:
     * whoever changed it is about to verify it and would be told to wait.
     */
    Uni<Void> scheduled(Connection connection) {
        Instant now = clock.instant();
        if (connection.updatedAt().plusSeconds(config.verifyCooldownSeconds()).isAfter(now)) {
            return Uni.createFrom().voidItem();
        }
        Duration fresh = config.verifyInterval().dividedBy(2);
        return desk.begin(connection.id(), now, now.minus(fresh))
                .chain(taken -> taken
                        ? run(connection, false, Trigger.SCHEDULED, Actor.SYSTEM)
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    List<Connection> enabled() {
        return registry.all().stream().filter(Connection::enabled).toList();
    }

    Connection required(String providerId) {
        return registry.find(providerId)
                .filter(connection -> !connection.rehearsal())
                .orElseThrow(() ->
                        Problem.notFound("provider_not_connected", "Provider '" + providerId + "' is not connected."));
    }

    private <T> Uni<T> cooling(String providerId, Duration cooldown) {
        return registry.refresh().map(fresh -> {
            Instant attempt = required(providerId).verifyAttemptAt();
            Instant free = attempt == null ? clock.instant() : attempt.plus(cooldown);
            throw Problem.tooManyRequests(
                            "verification_cooldown",
                            "This connection was verified a moment ago; try again when the cooldown is over.",
                            Duration.between(clock.instant(), free))
                    .with("verify_available_at", free);
        });
    }

    private Uni<VerificationResult> run(Connection connection, boolean probe, Trigger trigger, Actor actor) {
        Instant begun = clock.instant();
        Uni<Finding> found = probe ? ladder.climbAndProbe(connection) : ladder.climb(connection);
        return found.map(
                        finding -> connection.verification().map(finding::after).orElse(finding))
                .chain(finding -> {
                    VerificationResult result = result(connection, finding, probe, trigger, begun);
                    return keeping.keep(connection, result, standing(connection, finding, result), actor);
                });
    }

    /** What is remembered of the connection: a proven one whose vendor is only busy keeps its verdict and its models. */
    private static LastVerification standing(Connection before, Finding finding, VerificationResult result) {
        Verdict verdict = finding.counting(before.usable());
        List<String> models = verdict == result.verdict()
                ? result.models()
                : before.verification().map(LastVerification::models).orElse(List.of());
        return new LastVerification(
                verdict, result.stage(), result.httpStatus(), result.cause(), result.checkedAt(), models);
    }

    private VerificationResult result(
            Connection connection, Finding finding, boolean probe, Trigger trigger, Instant begun) {
        Instant now = clock.instant();
        return new VerificationResult(
                keeping.newId(),
                finding.verdict(),
                finding.stage().wire(),
                finding.status(),
                finding.raw() == null ? null : bounded(connection.access().masked(finding.raw())),
                finding.cause() == null ? null : finding.cause().wire(),
                now,
                finding.models(),
                probe,
                trigger.wire(),
                Duration.between(begun, now).toMillis());
    }

    /** The first 4 KiB, cut at a character. */
    private static String bounded(String text) {
        String storable = text.replace("\u0000", ""); // PostgreSQL has no place for it
        byte[] bytes = storable.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= RAW_BYTES) {
            return storable;
        }
        int end = RAW_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
