package dev.koda.gateway.identity;

import java.util.List;

/** owner ⊃ admin ⊃ operator ⊃ viewer. */
final class RoleOrder {
    private static final List<String> UPWARDS = List.of("viewer", "operator", "admin", "owner");

    private RoleOrder() {}

    static boolean includes(String held, String wanted) {
        int wantedRank = UPWARDS.indexOf(wanted);
        return wantedRank >= 0 && UPWARDS.indexOf(held) >= wantedRank;
    }
}
