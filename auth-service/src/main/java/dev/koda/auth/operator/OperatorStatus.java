package dev.koda.auth.operator;

import java.util.Locale;

/** Whether an operator can sign in, and if not, why. */
public enum OperatorStatus {
    /** Has a password and may sign in. */
    ACTIVE,
    /** Holds an invitation not yet accepted. */
    INVITED,
    /** Was switched off by an admin. */
    DISABLED,
    /** An owner whose credentials were voided by the host; waits for a new registration. */
    VOIDED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
