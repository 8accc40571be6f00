package dev.koda.auth.login;

import dev.koda.auth.lockout.InvalidCredentials;
import dev.koda.auth.operator.OperatorView;
import dev.koda.auth.session.NewSession;
import dev.koda.platform.problem.Problem;

/** How a sign-in ended; told to the caller only after it was committed. */
sealed interface LoginOutcome {

    record Admitted(OperatorView operator, NewSession session) implements LoginOutcome {}

    record Refused() implements LoginOutcome {}

    record FactorWanted() implements LoginOutcome {}

    /** The session, or the failure that says there is none. */
    default Admitted admitted() {
        return switch (this) {
            case Admitted admitted -> admitted;
            case Refused refused -> throw new InvalidCredentials();
            case FactorWanted wanted ->
                throw Problem.unauthorized(
                        "totp_required", "Give the code of your authenticator app, or a recovery code, as well.");
        };
    }
}
