package dev.koda.auth.origin;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.Caller;
import dev.koda.platform.security.CallerKind;

/** Acts that only somebody with access to the host may do, who holds the break-glass token; not even an owner may. */
public final class HostOnly {

    private HostOnly() {}

    /** The caller; fails with 403 {@code host_only} for anybody else. */
    public static Caller require(Caller caller) {
        if (caller.kind() != CallerKind.BREAK_GLASS) {
            throw Problem.forbidden("host_only", "Only the koda command on the host can do this.");
        }
        return caller;
    }
}
