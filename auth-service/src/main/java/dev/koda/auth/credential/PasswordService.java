package dev.koda.auth.credential;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.limit.Limit;
import dev.koda.auth.limit.RateLimits;
import dev.koda.auth.lockout.Attempt;
import dev.koda.auth.lockout.Attempts;
import dev.koda.auth.lockout.Guess;
import dev.koda.auth.lockout.Guesses;
import dev.koda.auth.lockout.InvalidCredentials;
import dev.koda.auth.origin.Client;
import dev.koda.auth.password.PasswordHasher;
import dev.koda.auth.password.PasswordPolicy;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.auth.session.CallerSession;
import dev.koda.platform.security.Caller;

/** Changes a password by knowing it, and recovers one by a code. Hashes are computed between transactions. */
@ApplicationScoped
class PasswordService {

    private static final String FIELD = "new_password";

    private final RateLimits limits;
    private final Attempts attempts;
    private final Guesses guesses;
    private final PasswordHasher hasher;
    private final PasswordPolicy policy;
    private final RecoveryCodes codes;
    private final PasswordSettlement settlement;

    PasswordService(
            RateLimits limits,
            Attempts attempts,
            Guesses guesses,
            PasswordHasher hasher,
            PasswordPolicy policy,
            RecoveryCodes codes,
            PasswordSettlement settlement) {
        this.limits = limits;
        this.attempts = attempts;
        this.guesses = guesses;
        this.hasher = hasher;
        this.policy = policy;
        this.codes = codes;
        this.settlement = settlement;
    }

    /** The password of whoever is signed in; a wrong present one counts as a failed guess. */
    Uni<Void> change(ChangePassword body, Caller caller, Client client) {
        UUID operatorId = CallerSession.operator(caller);
        return attempts.password(operatorId, attempt -> verifyPresent(attempt, body, client)
                        .chain(right ->
                                right ? replace(attempt, body, caller, client).replaceWith(true) : wrong()))
                .chain(right -> right ? Uni.createFrom().voidItem() : refused());
    }

    /**
     * By a recovery code. The new password is judged first and by itself, so its refusal says nothing about the code;
     * known and unknown accounts cost the same two hashes.
     */
    Uni<Void> recover(RecoverPassword body, Client client) {
        return limits.spend(Limit.RECOVERY, client.address())
                .invoke(() -> policy.check(FIELD, body.newPassword(), body.identifier()))
                .chain(() -> attempts.recovery(body.identifier(), attempt -> tryCode(attempt, body, client)))
                .chain(right -> right ? Uni.createFrom().voidItem() : refused());
    }

    private Uni<Boolean> tryCode(Attempt attempt, RecoverPassword body, Client client) {
        return codes.digest(attempt.account().map(Attempt.Account::id), body.recoveryCode())
                .chain(digest -> hasher.hash(body.newPassword())
                        .chain(hash -> settlement.recover(attempt, digest, hash, client)));
    }

    private Uni<Boolean> verifyPresent(Attempt attempt, ChangePassword body, Client client) {
        String expected = attempt.account().map(Attempt.Account::passwordHash).orElse(hasher.decoy());
        return hasher.matches(body.currentPassword(), expected)
                .map(right -> right && attempt.account().isPresent())
                .call(right ->
                        right ? Uni.createFrom().voidItem() : guesses.wrong(attempt, Guess.REAUTHENTICATION, client));
    }

    private Uni<Void> replace(Attempt attempt, ChangePassword body, Caller caller, Client client) {
        Attempt.Account account = attempt.account().orElseThrow();
        policy.check(FIELD, body.newPassword(), account.email(), account.name());
        if (body.newPassword().equals(body.currentPassword())) {
            throw PasswordPolicy.reused(FIELD);
        }
        return hasher.hash(body.newPassword())
                .chain(hash -> settlement.change(attempt, CallerSession.id(caller), hash, client));
    }

    private static Uni<Boolean> wrong() {
        return Uni.createFrom().item(false);
    }

    private static Uni<Void> refused() {
        return Uni.createFrom().failure(new InvalidCredentials());
    }
}
