package dev.koda.auth.lockout;

import dev.koda.platform.problem.Problem;

/** The one answer to a wrong user, a wrong password, a disabled and a locked account. */
public final class InvalidCredentials extends Problem {

    private static final long serialVersionUID = 1L;

    public InvalidCredentials() {
        super(
                401,
                "invalid_credentials",
                "Unauthorized",
                "These credentials do not let you in. Check them; after several failures wait a while.");
    }
}
