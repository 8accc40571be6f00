package dev.koda.auth.totp;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;

import dev.koda.auth.recovery.RecoveryCodes;

/** Looks at what a sign-in brings beside the password. A recovery code stands in for a lost phone. */
@ApplicationScoped
public class SecondFactors {

    private final Totps totps;
    private final TotpCodes codes;
    private final RecoveryCodes recoveryCodes;

    SecondFactors(Totps totps, TotpCodes codes, RecoveryCodes recoveryCodes) {
        this.totps = totps;
        this.codes = codes;
        this.recoveryCodes = recoveryCodes;
    }

    /** Outside of transactions; either code may be null. */
    public Uni<Factor> prepare(UUID operatorId, String totpCode, String recoveryCode) {
        return confirmed(operatorId).chain(totp -> {
            if (totp.isEmpty()) {
                return Uni.createFrom().item(Factor.NOT_NEEDED);
            }
            if (totpCode != null) {
                return Uni.createFrom().item(timed(totp.get(), totpCode));
            }
            return recoveryCode == null
                    ? Uni.createFrom().item(Factor.WANTED)
                    : recoveryCodes
                            .digest(Optional.of(operatorId), recoveryCode)
                            .map(digest -> Factor.of(() -> recoveryCodes.take(operatorId, digest)));
        });
    }

    /** In the caller's transaction: the operator has no second factor any more. */
    public Uni<Void> forget(UUID operatorId) {
        return totps.deleteById(operatorId).replaceWithVoid();
    }

    @WithSession
    Uni<Optional<Totp>> confirmed(UUID operatorId) {
        return totps.find(operatorId).map(found -> found.filter(Totp::confirmed));
    }

    private Factor timed(Totp totp, String code) {
        OptionalLong step = codes.step(totp, code);
        return step.isPresent() ? Factor.of(() -> totps.spend(totp.operatorId(), step.getAsLong())) : Factor.WRONG;
    }
}
