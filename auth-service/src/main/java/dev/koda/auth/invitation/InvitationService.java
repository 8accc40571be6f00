package dev.koda.auth.invitation;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.auth.limit.Limit;
import dev.koda.auth.limit.RateLimits;
import dev.koda.auth.mail.Mails;
import dev.koda.auth.operator.Profile;
import dev.koda.auth.origin.Client;
import dev.koda.auth.password.PasswordHasher;
import dev.koda.auth.password.PasswordPolicy;
import dev.koda.auth.recovery.RecoveryCodes;
import dev.koda.platform.security.Caller;

/** Invites people and lets them in: limits first, slow hashes next, one transaction last, mail after the commit. */
@ApplicationScoped
class InvitationService {

    private final Invitations invitations;
    private final RateLimits limits;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final RecoveryCodes recoveryCodes;
    private final Mails mails;

    InvitationService(
            Invitations invitations,
            RateLimits limits,
            PasswordPolicy policy,
            PasswordHasher hasher,
            RecoveryCodes recoveryCodes,
            Mails mails) {
        this.invitations = invitations;
        this.limits = limits;
        this.policy = policy;
        this.hasher = hasher;
        this.recoveryCodes = recoveryCodes;
        this.mails = mails;
    }

    Uni<InvitedOperator> invite(InviteOperator invite, Caller caller, Client client) {
        return invitations
                .create(invite, caller, client)
                .invoke(invited -> mails.invitation(invited.email(), invited.inviteUrl(), Invitations.VALIDITY));
    }

    /** A fresh link for somebody invited; the former one is void. */
    Uni<InvitedOperator> renew(UUID id, Caller caller, Client client) {
        return invitations
                .renew(id, caller, client)
                .invoke(invited -> mails.invitation(invited.email(), invited.inviteUrl(), Invitations.VALIDITY));
    }

    Uni<AcceptedInvitation> accept(AcceptInvitation body, Client client) {
        return limits.spend(Limit.RECOVERY, client.address())
                .chain(() -> invitations.emailOf(body.token()))
                .invoke(email -> checkForm(body, email))
                .chain(() -> hasher.hash(body.password()))
                .chain(hash -> recoveryCodes.mint().chain(fresh -> invitations.accept(body, hash, fresh, client)));
    }

    private void checkForm(AcceptInvitation body, String email) {
        Profile profile = new Profile(email, body.username(), body.displayName()).checked();
        policy.check("password", body.password(), email, profile.username(), profile.displayName());
    }
}
