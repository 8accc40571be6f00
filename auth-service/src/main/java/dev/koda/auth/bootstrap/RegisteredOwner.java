package dev.koda.auth.bootstrap;

import java.util.List;

import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.session.NewSession;

/** The owner just registered, the recovery codes shown once, and the session that continues the setup. */
record RegisteredOwner(OperatorView operator, List<String> recoveryCodes, NewSession session) {

    @Override
    public String toString() {
        return "RegisteredOwner[" + operator.id() + "]";
    }
}
