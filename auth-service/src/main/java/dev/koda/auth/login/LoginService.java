package dev.koda.auth.login;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.limit.Limit;
import dev.koda.auth.limit.RateLimits;
import dev.koda.auth.lockout.Attempt;
import dev.koda.auth.lockout.Attempts;
import dev.koda.auth.lockout.InvalidCredentials;
import dev.koda.auth.origin.Client;
import dev.koda.auth.password.PasswordHasher;
import dev.koda.auth.totp.SecondFactors;

/**
 * Signs people in. Every path, be the account known, unknown, disabled or locked, takes the same steps: a place is
 * reserved, one hash is computed, one transaction settles it.
 */
@ApplicationScoped
class LoginService {

    private final RateLimits limits;
    private final Attempts attempts;
    private final PasswordHasher hasher;
    private final SecondFactors factors;
    private final LoginSettlement settlement;
    private final Admission admission;

    LoginService(
            RateLimits limits,
            Attempts attempts,
            PasswordHasher hasher,
            SecondFactors factors,
            LoginSettlement settlement,
            Admission admission) {
        this.limits = limits;
        this.attempts = attempts;
        this.hasher = hasher;
        this.factors = factors;
        this.settlement = settlement;
        this.admission = admission;
    }

    /** The new session, or 401. */
    Uni<LoginOutcome.Admitted> login(Login login, Client client) {
        return limits.spend(Limit.LOGIN, client.address())
                .chain(() -> attempts.password(login.identifier(), attempt -> evaluate(attempt, login, client)))
                .map(LoginOutcome::admitted);
    }

    /** Renews the proof of the password for a session, or 401. */
    Uni<Void> reauthenticate(UUID operatorId, UUID sessionId, String password, Client client) {
        return attempts.password(operatorId, attempt -> matches(attempt, password)
                        .chain(right -> settlement.reauthenticated(attempt, right, sessionId, client)))
                .invoke(right -> {
                    if (!right) {
                        throw new InvalidCredentials();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<LoginOutcome> evaluate(Attempt attempt, Login login, Client client) {
        return matches(attempt, login.password())
                .chain(right -> right ? secondFactor(attempt, login, client) : settlement.refuse(attempt, client));
    }

    /** One hash in every case; an account that may not sign in is compared with a password nobody has. */
    private Uni<Boolean> matches(Attempt attempt, String password) {
        String expected = attempt.account().map(Attempt.Account::passwordHash).orElse(hasher.decoy());
        return hasher.matches(password, expected)
                .map(right -> right && attempt.account().isPresent());
    }

    private Uni<LoginOutcome> secondFactor(Attempt attempt, Login login, Client client) {
        Attempt.Account account = attempt.account().orElseThrow();
        if (!account.secondFactor()) {
            return admit(account, login, client);
        }
        return factors.prepare(account.id(), login.totpCode(), login.recoveryCode())
                .chain(factor -> factor.wanted()
                        ? settlement.wantFactor(attempt)
                        : settlement
                                .proven(attempt, factor, client)
                                .chain(proven -> proven
                                        ? admit(account, login, client)
                                        : Uni.createFrom().item(new LoginOutcome.Refused())));
    }

    private Uni<LoginOutcome> admit(Attempt.Account account, Login login, Client client) {
        return renewedHash(account, login.password()).chain(hash -> admission.admit(account, hash, client));
    }

    /** Empty text while the stored hash has the present parameters. */
    private Uni<String> renewedHash(Attempt.Account account, String password) {
        return hasher.outdated(account.passwordHash())
                ? hasher.hash(password)
                : Uni.createFrom().item("");
    }
}
