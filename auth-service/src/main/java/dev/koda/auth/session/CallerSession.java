package dev.koda.auth.session;

import java.util.UUID;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CallerKind;

/** The browser session behind a caller, where there is one. A token's JWT carries scopes; a session's never does. */
public final class CallerSession {

    /** Stands in the place of a session where development mode lets loopback act as the owner. */
    public static final UUID NOBODYS = new UUID(0, 0);

    private CallerSession() {}

    /** Whether the caller is a person in a browser, and not a token, a service or the host. */
    public static boolean isSession(Caller caller) {
        return caller.kind() == CallerKind.OPERATOR
                && caller.scopes().isEmpty()
                && caller.sessionId().isPresent();
    }

    static boolean isNobodys(Caller caller) {
        return caller.sessionId().filter(NOBODYS.toString()::equals).isPresent();
    }

    /** The session's id; fails with 403 {@code session_required} for callers without one. */
    public static UUID id(Caller caller) {
        if (!isSession(caller)) {
            throw Problem.forbidden("session_required", "Sign in to the dashboard for this; a token cannot do it.");
        }
        return UUID.fromString(caller.sessionId().orElseThrow());
    }

    /** The operator's id; fails with 403 {@code session_required} for callers without a session. */
    public static UUID operator(Caller caller) {
        id(caller);
        return UUID.fromString(caller.id());
    }
}
