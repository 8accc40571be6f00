package dev.koda.auth.status;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.koda.auth.operator.OperatorView;

/**
 * Who the caller is and what they may do. {@code operator} is absent for the break-glass token; {@code sessionExpiresAt}
 * is when the session ends if nobody uses it, and absent for tokens.
 */
record StatusView(
        String kind,
        OperatorView operator,
        List<String> roles,
        List<String> scopes,
        UUID sessionId,
        Instant sessionExpiresAt,
        String authMode,
        Instant serverTime) {}
