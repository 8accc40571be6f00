package dev.koda.auth.bootstrap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.limit.Limit;
import dev.koda.auth.limit.RateLimits;
import dev.koda.auth.operator.Profile;
import dev.koda.auth.origin.Client;
import dev.koda.auth.password.PasswordHasher;
import dev.koda.auth.password.PasswordPolicy;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.platform.problem.Problem;

/** Leads from the setup code to the first owner: limits first, slow hashes next, one transaction last. */
@ApplicationScoped
class BootstrapService {

    private final RateLimits limits;
    private final SetupCodes codes;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final RecoveryCodes recoveryCodes;
    private final OwnerRegistration registration;

    BootstrapService(
            RateLimits limits,
            SetupCodes codes,
            PasswordPolicy policy,
            PasswordHasher hasher,
            RecoveryCodes recoveryCodes,
            OwnerRegistration registration) {
        this.limits = limits;
        this.codes = codes;
        this.policy = policy;
        this.hasher = hasher;
        this.recoveryCodes = recoveryCodes;
        this.registration = registration;
    }

    Uni<SetupCodes.RegistrationToken> exchange(String code, Client client) {
        return limits.spend(Limit.EXCHANGE, client.address())
                .chain(() -> codes.exchange(code, client))
                .map(token -> token.orElseThrow(() -> Problem.forbidden(
                        "bootstrap_code_invalid",
                        "The setup code is wrong, used or expired. On the host: koda auth issue-code.")));
    }

    /** @param codeNeeded false only where the host allowed registration from loopback */
    Uni<RegisteredOwner> register(RegisterOwner body, boolean codeNeeded, Client client) {
        return limits.spend(Limit.EXCHANGE, client.address())
                .chain(() -> registration.precheck(body, codeNeeded))
                .invoke(() -> checkForm(body))
                .chain(() -> hasher.hash(body.password()))
                .chain(hash -> recoveryCodes
                        .mint()
                        .chain(fresh -> registration.register(body, codeNeeded, hash, fresh, client)));
    }

    private void checkForm(RegisterOwner body) {
        Profile profile = body.profile();
        policy.check("password", body.password(), profile.email(), profile.username(), profile.displayName());
    }
}
