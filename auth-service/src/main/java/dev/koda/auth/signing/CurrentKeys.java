package dev.koda.auth.signing;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.jose4j.jwk.PublicJsonWebKey;

import dev.koda.auth.origin.Client;
import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;

/**
 * The keys in force, held in memory: read at boot, every few seconds, and after a rotation. Signing therefore never waits
 * for the database.
 */
@ApplicationScoped
public class CurrentKeys {

    private final KeyRotation rotation;
    private final Clock clock;
    private volatile KeyRing ring = KeyRing.EMPTY;

    CurrentKeys(KeyRotation rotation, Clock clock) {
        this.rotation = rotation;
        this.clock = clock;
    }

    void load(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent started) throws Throwable {
        ring = VertxContextSupport.subscribeAndAwait(rotation::ensure);
    }

    /** Half of the lead of a new key, so that each replica knows it before it signs. */
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return rotation.read().invoke(read -> ring = read).replaceWithVoid();
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> replaceOld() {
        return rotation.ensure().invoke(read -> ring = read).replaceWithVoid();
    }

    Uni<SigningKey> rotate(AuditActor actor, Client client) {
        return rotation.rotate(actor, client).call(key -> refresh());
    }

    /** The pair to sign with; 503 while none opens. */
    PublicJsonWebKey signing() {
        return ring.current(clock.instant())
                .orElseThrow(() -> new Problem(
                        503,
                        "signing_key_unavailable",
                        "Service unavailable",
                        "No signing key opens with the present master key; see koda doctor."));
    }

    /** Whether there is a key to sign with. */
    public boolean ready() {
        return ring.current(clock.instant()).isPresent();
    }

    /** Id of the key that signs now; empty text when there is none. */
    public String currentId() {
        return ring.current(clock.instant()).map(PublicJsonWebKey::getKeyId).orElse("");
    }

    /** Public halves of every key that a valid token may be signed with, and of the next one. */
    public List<PublicJsonWebKey> published() {
        return ring.published();
    }
}
