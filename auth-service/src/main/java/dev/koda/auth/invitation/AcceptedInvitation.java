package dev.koda.auth.invitation;

import java.util.List;

import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.session.NewSession;

/** The operator who accepted, the recovery codes shown once, and the session to go on with. */
record AcceptedInvitation(OperatorView operator, List<String> recoveryCodes, NewSession session) {

    @Override
    public String toString() {
        return "AcceptedInvitation[" + operator.id() + "]";
    }
}
