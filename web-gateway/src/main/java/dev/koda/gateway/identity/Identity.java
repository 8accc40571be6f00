package dev.koda.gateway.identity;

import java.time.Instant;

/**
 * Who stands behind a request, as auth-service answered for their credential.
 *
 * @param token the JWT for the services; never logged, never sent to the browser
 * @param expiresAt end of the token
 * @param sessionId session or API token behind it; null for break-glass
 * @param operatorId operator id, or {@code break-glass}
 * @param email null where there is none
 * @param name what people call them
 * @param role {@code owner}, {@code admin}, {@code operator} or {@code viewer}
 */
public record Identity(
        String token,
        Instant expiresAt,
        String sessionId,
        String operatorId,
        String email,
        String name,
        String role) {

    /** Whether the role includes the one asked for. */
    public boolean hasRole(String wanted) {
        return RoleOrder.includes(role, wanted);
    }

    /** Leaves the token out, since records are logged. */
    @Override
    public String toString() {
        return role + ":" + operatorId;
    }
}
