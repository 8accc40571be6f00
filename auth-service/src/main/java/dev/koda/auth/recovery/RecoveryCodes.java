package dev.koda.auth.recovery;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.password.PasswordHasher;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.auth.secret.TypedCode;
import dev.koda.auth.settings.AuthConfig;
import dev.koda.platform.boot.seam.Ids;

/**
 * Codes that stand in for a lost password or phone. Hashing happens outside of transactions ({@link #mint},
 * {@link #digest}), storing and taking inside the caller's.
 */
@ApplicationScoped
public class RecoveryCodes {

    /** A code is 12 characters; what is longer matches nothing and is not worth hashing in full. */
    private static final int MAX_TYPED = 64;

    private final RecoverySets sets;
    private final UnusedCodes codes;
    private final PasswordHasher hasher;
    private final SecretTokens secrets;
    private final Ids ids;
    private final Clock clock;
    private final int perUser;

    RecoveryCodes(
            RecoverySets sets,
            UnusedCodes codes,
            PasswordHasher hasher,
            SecretTokens secrets,
            Ids ids,
            Clock clock,
            AuthConfig config) {
        this.sets = sets;
        this.codes = codes;
        this.hasher = hasher;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
        this.perUser = config.recoveryCodesPerUser();
    }

    /** A new set, not stored yet. Outside of transactions: it takes as many slow hashes as codes. */
    public Uni<FreshCodes> mint() {
        List<String> fresh = Stream.generate(secrets::code).limit(perUser).toList();
        byte[] salt = hasher.salt();
        return hasher.digests(
                        hasher.cost(),
                        salt,
                        fresh.stream().map(TypedCode::normalise).toList())
                .map(digests -> new FreshCodes(fresh, hasher.cost(), salt, digests));
    }

    /** In the caller's transaction: the new set replaces the old one. */
    public Uni<Void> replace(UUID operatorId, FreshCodes fresh) {
        List<RecoveryCode> rows = fresh.digests().stream()
                .map(digest -> new RecoveryCode(ids.next(), operatorId, digest))
                .toList();
        return codes.deleteOf(operatorId)
                .chain(() -> sets.findById(operatorId))
                .map(found -> Optional.ofNullable(found).orElseGet(() -> new RecoverySet(operatorId)))
                .invoke(set -> set.renew(fresh, clock.instant()))
                .chain(sets::persistAndFlush)
                .chain(() -> codes.add(rows));
    }

    /** In the caller's transaction: no code is left. The set's head stays, to tell that there was one. */
    public Uni<Void> voidAll(UUID operatorId) {
        return codes.deleteOf(operatorId).replaceWithVoid();
    }

    /**
     * The digest of a typed code under the set of {@code operatorId}; for an account without a set, or none at all, a
     * digest that matches nothing, at the same cost. Outside of transactions.
     */
    public Uni<byte[]> digest(Optional<UUID> operatorId, String typed) {
        String code = TypedCode.normalise(typed.length() > MAX_TYPED ? typed.substring(0, MAX_TYPED) : typed);
        return head(operatorId.orElseGet(() -> new UUID(0, 0)))
                .chain(set -> hasher.digests(
                        set.map(RecoverySet::cost).orElse(hasher.cost()),
                        set.map(RecoverySet::salt).orElseGet(hasher::salt),
                        List.of(code)))
                .map(List::getFirst);
    }

    /** In the caller's transaction: uses up the code with this digest; false when there is none. */
    public Uni<Boolean> take(UUID operatorId, byte[] digest) {
        return codes.take(operatorId, digest);
    }

    @WithSession
    Uni<Optional<RecoverySet>> head(UUID operatorId) {
        return sets.findById(operatorId).map(Optional::ofNullable);
    }

    /** How many codes there are and were. */
    @WithSession
    public Uni<RecoveryCodesView> view(UUID operatorId) {
        return sets.findById(operatorId).chain(set -> codes.remaining(operatorId)
                .map(remaining -> RecoveryCodesView.of(Optional.ofNullable(set), remaining)));
    }
}
