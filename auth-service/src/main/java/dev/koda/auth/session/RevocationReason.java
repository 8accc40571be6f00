package dev.koda.auth.session;

import java.util.Locale;

/** Why a session ended before its time. */
public enum RevocationReason {
    LOGOUT,
    REVOKED,
    PASSWORD_CHANGED,
    PASSWORD_RECOVERED,
    PASSWORD_RESET,
    ROLE_CHANGED,
    OPERATOR_DISABLED,
    OPERATOR_REMOVED,
    OWNER_RESET,
    TOKEN_REVOKED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
