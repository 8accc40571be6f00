package dev.koda.provider.budget;

import java.util.Set;
import java.util.UUID;

/**
 * A promise of money for one call.
 *
 * @param id null when no budget covers the call
 * @param scopes of the budgets that cover it, parted by {@code U+001F}, which no scope holds
 */
public record Reservation(UUID id, String scopes) {

    /** No budget covers the call. */
    public static final Reservation NONE = new Reservation(null, "");

    private static final String PART = "\u001f";

    static String joined(Set<String> scopes) {
        return String.join(PART, scopes);
    }

    /** Whether something was reserved. */
    public boolean made() {
        return id != null;
    }
}
