package dev.koda.platform.security;

import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, as the verified token says; never taken from a body.
 *
 * @param id operator id, {@code service:<name>} or {@code break-glass}
 * @param name for people to read; the id where the token names none
 * @param roles with all lower roles
 * @param scopes of an API token; empty for sessions and services, which are not narrowed
 * @param sessionId of the session behind the token
 * @param rawToken the JWT itself, to be passed on to another service; never logged
 */
public record Caller(
        CallerKind kind,
        String id,
        String name,
        Set<String> roles,
        Optional<Set<String>> scopes,
        Optional<String> sessionId,
        String rawToken) {

    /** The scope that grants all others. */
    public static final String ADMIN_SCOPE = "admin";

    public Caller {
        roles = Set.copyOf(roles);
        scopes = scopes.map(Set::copyOf);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** Whether the token's scopes, if it has any, allow this. */
    public boolean allows(String scope) {
        return scopes.map(granted -> granted.contains(scope) || granted.contains(ADMIN_SCOPE))
                .orElse(true);
    }

    /** Leaves the token out, since records are logged. */
    @Override
    public String toString() {
        return kind.word() + ":" + id;
    }
}
