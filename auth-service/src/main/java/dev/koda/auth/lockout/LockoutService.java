package dev.koda.auth.lockout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.operator.Operators;
import dev.koda.auth.origin.Client;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;

/** Shows locks and ends them, by an admin, by the host, or by the clock. */
@ApplicationScoped
class LockoutService {

    private static final int SWEPT_AT_ONCE = 100;

    private final LoginLocks locks;
    private final Operators operators;
    private final LockoutAnnouncements announcements;
    private final Clock clock;

    LockoutService(LoginLocks locks, Operators operators, LockoutAnnouncements announcements, Clock clock) {
        this.locks = locks;
        this.operators = operators;
        this.announcements = announcements;
        this.clock = clock;
    }

    @WithSession
    Uni<List<LockoutView>> list(UUID after, int limit) {
        return locks.locked(clock.instant(), after, limit).chain(this::views);
    }

    /** Ends the lock of the account that {@code identifier} names; harmless where there is none. */
    @WithTransaction
    Uni<Void> unlock(String identifier, AuditActor actor, Client client) {
        return operators
                .findByIdentifier(identifier)
                .map(found -> found.orElseThrow(
                        () -> Problem.notFound("operator_not_found", "No operator has this e-mail or user name.")))
                .chain(operator -> locks.held(operator.id()).chain(lock -> end(lock, actor, client)));
    }

    /** Announces locks that the clock ended. */
    @WithTransaction
    Uni<Void> announceEnded() {
        return locks.endedUnannounced(clock.instant(), SWEPT_AT_ONCE).chain(ended -> Multi.createFrom()
                .iterable(ended)
                .onItem()
                .transformToUniAndConcatenate(this::announce)
                .collect()
                .asList()
                .replaceWithVoid());
    }

    private Uni<Void> announce(LoginLock lock) {
        lock.unlock();
        return announcements.ended(lock.id(), AuditActor.system(), "time", Client.NONE);
    }

    private Uni<Void> end(LoginLock lock, AuditActor actor, Client client) {
        return lock.unlock()
                ? announcements.ended(lock.id(), actor, "unlock", client)
                : Uni.createFrom().voidItem();
    }

    private Uni<List<LockoutView>> views(List<LoginLock> locked) {
        List<UUID> ids = locked.stream().map(LoginLock::id).toList();
        return operators.list("id in ?1", ids).map(found -> {
            List<LockoutView> views = new ArrayList<>();
            for (LoginLock lock : locked) {
                found.stream()
                        .filter(operator -> operator.id().equals(lock.id()))
                        .forEach(operator -> views.add(LockoutView.of(lock, operator)));
            }
            return List.copyOf(views);
        });
    }
}
