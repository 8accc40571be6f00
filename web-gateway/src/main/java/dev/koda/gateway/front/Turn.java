package dev.koda.gateway.front;

/**
 * The order in which a request passes the front of the gateway. All turns come before Quarkus' own security and its
 * endpoints, so nothing behind them sees a request that was not looked at. The first comes right after platform/problem
 * has given the request its trace (-1000).
 */
final class Turn {
    static final int ARRIVAL = -990;
    static final int IDENTITY = -900;
    static final int LIMIT = -800;
    static final int SAME_ORIGIN = -700;
    static final int ROUTE = -600;

    private Turn() {}
}
