package dev.koda.provider.failure;

import java.util.Locale;

/**
 * The closed set of ways in which a vendor call fails. A failure is decided by status, vendor error code and transport
 * state, never by the wording of a message.
 */
public enum Failure {
    AUTH(Action.PEER, false),
    QUOTA(Action.PEER, false),
    RATE_LIMIT(Action.RETRY, false),
    OVERLOADED(Action.RETRY, true),
    UNREACHABLE(Action.RETRY, true),
    TIMEOUT(Action.PEER, true),
    BAD_MODEL(Action.PEER, false),
    BAD_REQUEST(Action.STOP, false),
    CONTEXT_TOO_LONG(Action.PEER, false),
    CONTENT_FILTERED(Action.STOP, false),
    TRUNCATED_STREAM(Action.PEER, true),
    UNKNOWN(Action.PEER, true);

    private final Action action;
    private final boolean sick;

    Failure(Action action, boolean sick) {
        this.action = action;
        this.sick = sick;
    }

    /** What to do while nothing has been shown and retries are left. */
    public Action action() {
        return action;
    }

    /** Whether this says something about the vendor's health, so that it counts for the circuit. */
    public boolean sick() {
        return sick;
    }

    /** The name on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The failure of that wire name; {@link #UNKNOWN} for any other. */
    public static Failure of(String wire) {
        for (Failure failure : values()) {
            if (failure.wire().equals(wire)) {
                return failure;
            }
        }
        return UNKNOWN;
    }
}
