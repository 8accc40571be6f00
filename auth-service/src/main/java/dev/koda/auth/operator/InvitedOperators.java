package dev.koda.auth.operator;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;

/** Operators who were invited and have not come yet; always in the caller's transaction. */
@ApplicationScoped
public class InvitedOperators {

    private final Operators operators;
    private final Ids ids;
    private final Clock clock;

    InvitedOperators(Operators operators, Ids ids, Clock clock) {
        this.operators = operators;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes one; fails with 409 {@code operator_exists}, and with 403 for a role above the caller's. */
    public Uni<Operator> invite(String email, String role, Caller caller, byte[] inviteHash, Instant expiresAt) {
        Role wanted = OperatorRules.role(role);
        OperatorRules.requireCovered(caller, wanted);
        Profile profile = new Profile(email, null, null).checked();
        return operators.findByIdentifier(profile.email()).chain(found -> {
            if (found.isPresent()) {
                throw Problem.conflict("operator_exists", "There is an operator with this e-mail already.");
            }
            Operator invited = Operator.invited(ids.next(), profile.email(), wanted, clock.instant());
            invited.invite(inviteHash, expiresAt);
            return operators.save(invited);
        });
    }

    /** Replaces the link of one; fails with 409 {@code not_invited} for somebody who came already. */
    public Uni<Operator> inviteAgain(UUID id, Caller caller, byte[] inviteHash, Instant expiresAt) {
        return operators.requiredForUpdate(id).invoke(operator -> {
            OperatorRules.requireCovered(caller, operator.role());
            if (operator.status() != OperatorStatus.INVITED) {
                throw Problem.conflict("not_invited", "This operator accepted an invitation already.");
            }
            operator.invite(inviteHash, expiresAt);
        });
    }

    /** The one whose link this is; fails with 403 {@code invitation_invalid}. */
    public Uni<Operator> requiredByInvite(byte[] inviteHash, Instant now) {
        return operators.findByInvite(inviteHash).map(found -> found.filter(operator -> operator.invitationHolds(now))
                .orElseThrow(() -> Problem.forbidden(
                        "invitation_invalid", "The invitation was used or expired. Ask for a new one.")));
    }

    /** Writes what was changed, so that a taken user name is found now. */
    public Uni<Operator> save(Operator operator) {
        return operators.save(operator);
    }
}
