package dev.koda.platform.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The role names. Owner ⊃ admin ⊃ operator ⊃ viewer, so an endpoint names the least role it needs; {@code service}
 * stands alone and holds none of them.
 */
public final class Roles {

    public static final String OWNER = "owner";
    public static final String ADMIN = "admin";
    public static final String OPERATOR = "operator";
    public static final String VIEWER = "viewer";
    public static final String SERVICE = "service";

    private static final List<String> FROM_HIGHEST = List.of(OWNER, ADMIN, OPERATOR, VIEWER);

    private Roles() {}

    /** The given roles and all that stand below them; unknown names are dropped. */
    public static Set<String> withLower(Collection<String> roles) {
        Set<String> all = new LinkedHashSet<>();
        for (String role : roles) {
            int rank = FROM_HIGHEST.indexOf(role);
            if (rank >= 0) {
                all.addAll(FROM_HIGHEST.subList(rank, FROM_HIGHEST.size()));
            }
            if (SERVICE.equals(role)) {
                all.add(SERVICE);
            }
        }
        return Set.copyOf(all);
    }
}
