package dev.koda.auth.operator;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator may do; each role includes those after it. */
public enum Role {
    OWNER,
    ADMIN,
    OPERATOR,
    VIEWER;

    /** The name on the wire, in tokens and in answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> parse(String wire) {
        return Stream.of(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }

    /** Whether this role may give {@code other} to somebody: nobody hands out more than they have. */
    boolean covers(Role other) {
        return ordinal() <= other.ordinal();
    }
}
