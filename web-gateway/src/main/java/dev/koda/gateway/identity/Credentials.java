package dev.koda.gateway.identity;

import java.util.Optional;

import io.vertx.ext.web.RoutingContext;

/** What the front of the gateway found out about a request and leaves with it for those behind. */
public final class Credentials {
    private static final String IDENTITY = "koda.identity";
    private static final String ADDRESS = "koda.client-address";
    private static final String BREAK_GLASS = "koda.break-glass";
    private static final String BY_BEARER = "koda.by-bearer";
    private static final String BY_COOKIE = "koda.by-cookie";

    private Credentials() {}

    /** Who asks; empty when nobody signed in. */
    public static Optional<Identity> identityOf(RoutingContext request) {
        return Optional.ofNullable(request.get(IDENTITY));
    }

    /** Where they ask from. */
    public static String addressOf(RoutingContext request) {
        return request.get(ADDRESS, "");
    }

    /** Whether the host's break-glass token was shown, from loopback and without a proxy. */
    public static boolean isBreakGlass(RoutingContext request) {
        return Boolean.TRUE.equals(request.get(BREAK_GLASS));
    }

    /** Whether the request carries a usable bearer. */
    public static boolean byBearer(RoutingContext request) {
        return Boolean.TRUE.equals(request.get(BY_BEARER));
    }

    /** Whether the request carries a session cookie that counts, valid or not. */
    public static boolean byCookie(RoutingContext request) {
        return Boolean.TRUE.equals(request.get(BY_COOKIE));
    }

    static void byBearer(RoutingContext request, boolean bearer) {
        request.put(bearer ? BY_BEARER : BY_COOKIE, true);
    }

    static void identity(RoutingContext request, Identity identity) {
        request.put(IDENTITY, identity);
    }

    static void breakGlass(RoutingContext request) {
        request.put(BREAK_GLASS, true);
    }

    /** Left by the first handler of every request. */
    public static void address(RoutingContext request, String address) {
        request.put(ADDRESS, address);
    }
}
