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
 * @param apiToken whether a personal API token was shown rather than a session
 * @param role {@code owner}, {@code admin}, {@code operator} or {@code viewer}
 */
public record Identity(
        String token,
        Instant expiresAt,
        String sessionId,
        String operatorId,
        String email,
        String name,
        boolean apiToken,
        String role) {

    /** Whether the role includes the one asked for. */
    public boolean hasRole(String wanted) {
        return RoleOrder.includes(role, wanted);
    }

    /** What requests are counted against: the operator, or the single API token. */
    public String limitKey() {
        return apiToken ? "token:" + sessionId : "operator:" + operatorId;
    }

    /** Leaves the token out, since records are logged. */
    @Override
    public String toString() {
        return role + ":" + operatorId;
    }
}
