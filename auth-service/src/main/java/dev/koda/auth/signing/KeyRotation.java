package dev.koda.auth.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jose4j.jwk.PublicJsonWebKey;

import dev.koda.auth.audit.SecurityAudit;
import dev.koda.auth.origin.Client;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.outbox.AuditActor;

/** Makes the first key, replaces keys by age or on demand, and forgets retired ones. One replica at a time. */
@ApplicationScoped
class KeyRotation {

    /** A new key is published this long before it signs; every replica looks at the keys within it. */
    static final Duration LEAD = Duration.ofSeconds(10);

    /** The longest token lives 5 min and verifiers may keep keys for some: an hour covers both amply. */
    static final Duration OVERLAP = Duration.ofHours(1);

    private final SigningKeys keys;
    private final KeyPairs pairs;
    private final SecurityAudit audit;
    private final Clock clock;
    private final Duration maxAge;

    KeyRotation(SigningKeys keys, KeyPairs pairs, SecurityAudit audit, Clock clock, AuthConfig config) {
        this.keys = keys;
        this.pairs = pairs;
        this.audit = audit;
        this.clock = clock;
        this.maxAge = Duration.ofDays(config.signingKeyRotationDays());
    }

    @WithSession
    Uni<KeyRing> read() {
        return keys.published(clock.instant()).map(this::ring);
    }

    /** Makes a key where there is none that can sign, or where the newest is too old; deletes retired ones. */
    @WithTransaction
    Uni<KeyRing> ensure() {
        Instant now = clock.instant();
        return keys.lockRotation()
                .chain(() -> keys.deleteRetired(now))
                .chain(() -> keys.published(now))
                .chain(found -> wantsNew(found, now)
                        ? replace(found, now)
                        : Uni.createFrom().item(found))
                .map(this::ring);
    }

    /** Replaces the signing key now, by hand. */
    @WithTransaction
    Uni<SigningKey> rotate(AuditActor actor, Client client) {
        Instant now = clock.instant();
        return keys.lockRotation()
                .chain(() -> keys.published(now))
                .chain(found -> replace(found, now))
                .map(List::getLast)
                .call(key -> audit.record(
                        SecurityAudit.entry("security.signing_key.rotated", actor, client)
                                .target("signing_key", key.id()),
                        key.id()));
    }

    private boolean wantsNew(List<SigningKey> found, Instant now) {
        return found.stream()
                .filter(key -> key.retiresAt().isEmpty() && pairs.open(key).isPresent())
                .noneMatch(key -> key.createdAt().plus(maxAge).isAfter(now));
    }

    private Uni<List<SigningKey>> replace(List<SigningKey> found, Instant now) {
        boolean first = found.stream().noneMatch(key -> pairs.open(key).isPresent());
        SigningKey fresh = pairs.generate(now, first ? now : now.plus(LEAD));
        found.forEach(key -> key.retire(now.plus(LEAD).plus(OVERLAP)));
        return keys.persist(fresh).chain(() -> keys.flush()).chain(() -> keys.published(now));
    }

    private KeyRing ring(List<SigningKey> found) {
        List<KeyRing.Signer> signers = found.stream()
                .flatMap(key -> pairs.open(key).map(pair -> new KeyRing.Signer(pair, key.activeFrom())).stream())
                .toList();
        List<PublicJsonWebKey> published = found.stream().map(pairs::publicHalf).toList();
        return new KeyRing(signers, published);
    }
}
