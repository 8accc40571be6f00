package dev.koda.provider.sealing;

import java.util.Objects;

/**
 * A credential in memory. It has no way into a log, an event or an answer by accident: its text is a mask, it is no
 * record and no bean, and only {@link #reveal()} gives the value, which only the wire may call.
 */
public final class Secret {

    private static final int HINT = 4;
    private static final int LEAST_FOR_HINT = 12;

    private final String value;

    public Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The value itself, for a request to the vendor. */
    public String reveal() {
        return value;
    }

    /** The last four characters; of a secret too short to spare them, nothing. */
    public String hint() {
        return value.length() < LEAST_FOR_HINT ? "" : value.substring(value.length() - HINT);
    }

    /** The text with every occurrence of this secret masked. */
    public String maskedIn(String text) {
        return value.isEmpty() ? text : text.replace(value, "•••");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "•••";
    }
}
