package dev.koda.auth.credential;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.limit.Limit;
import dev.koda.auth.limit.RateLimits;
import dev.koda.auth.mail.Mails;
import dev.koda.auth.operator.Operator;
import dev.koda.auth.operator.Operators;
import dev.koda.auth.origin.Client;
import dev.koda.auth.password.PasswordHasher;
import dev.koda.auth.password.PasswordPolicy;
import dev.koda.auth.secret.SecretTokens;
import dev.koda.platform.problem.Problem;

/** Resets a password by a mailed link, where mail is set up. */
@ApplicationScoped
class ResetService {

    private static final Duration VALIDITY = Duration.ofMinutes(30);
    private static final String FIELD = "new_password";

    private final RateLimits limits;
    private final PasswordResets resets;
    private final Operators operators;
    private final PasswordHasher hasher;
    private final PasswordPolicy policy;
    private final PasswordSettlement settlement;
    private final SecretTokens secrets;
    private final Mails mails;
    private final Clock clock;

    ResetService(
            RateLimits limits,
            PasswordResets resets,
            Operators operators,
            PasswordHasher hasher,
            PasswordPolicy policy,
            PasswordSettlement settlement,
            SecretTokens secrets,
            Mails mails,
            Clock clock) {
        this.limits = limits;
        this.resets = resets;
        this.operators = operators;
        this.hasher = hasher;
        this.policy = policy;
        this.settlement = settlement;
        this.secrets = secrets;
        this.mails = mails;
        this.clock = clock;
    }

    Uni<Void> spend(Client client) {
        return limits.spend(Limit.RECOVERY, client.address());
    }

    /** Mails a link where the address belongs to somebody who can sign in; says nothing either way. */
    @WithTransaction
    Uni<Void> mailLink(String email) {
        String token = secrets.token();
        return operators
                .findByIdentifier(email)
                .map(found -> found.filter(operator -> operator.active() && mails.configured()))
                .call(found -> found.map(operator -> resets.replace(
                                operator.id(), hash(token), clock.instant().plus(VALIDITY)))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .invoke(found -> found.ifPresent(operator -> mails.passwordReset(operator.email(), token, VALIDITY)))
                .replaceWithVoid();
    }

    Uni<Void> reset(ResetPassword body, Client client) {
        byte[] hash = hash(body.token());
        return spend(client)
                .invoke(() -> policy.check(FIELD, body.newPassword()))
                .chain(() -> holder(hash))
                .map(found -> found.orElseThrow(ResetService::invalid))
                .call(operator -> checkAgainst(operator, body.newPassword()))
                .chain(operator -> hasher.hash(body.newPassword())
                        .chain(encoded -> settlement.reset(hash, operator.id(), encoded, client)))
                .invoke(taken -> {
                    if (!taken) {
                        throw invalid();
                    }
                })
                .replaceWithVoid();
    }

    @WithSession
    Uni<Optional<Operator>> holder(byte[] hash) {
        return resets.findByToken(hash, clock.instant())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : operators.findById(found.get().operatorId()).map(operator -> Optional.ofNullable(operator)
                                .filter(Operator::active)));
    }

    private Uni<Void> checkAgainst(Operator operator, String password) {
        policy.check(FIELD, password, operator.email(), operator.username().orElse(null));
        return hasher.matches(password, operator.passwordHash().orElse(hasher.decoy()))
                .invoke(same -> {
                    if (same) {
                        throw PasswordPolicy.reused(FIELD);
                    }
                })
                .replaceWithVoid();
    }

    private static Problem invalid() {
        return Problem.forbidden("reset_token_invalid", "The link was used or expired. Ask for a new one.");
    }

    private byte[] hash(String token) {
        return secrets.fingerprint("password-reset", token);
    }
}
