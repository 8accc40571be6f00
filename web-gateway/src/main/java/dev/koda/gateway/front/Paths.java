package dev.koda.gateway.front;

import java.util.List;
import java.util.Locale;

import io.vertx.ext.web.RoutingContext;

/** What a path says about how its request is treated. */
final class Paths {
    private static final List<String> ASSETS = List.of("/assets/", "/webjars/", "/_static/");
    private static final List<String> OPEN_TO_ALL =
            List.of("/health", "/api/control-plane/health", "/api/runtime/ready", "/.well-known/jwks.json");
    private static final List<String> TRICKS =
            List.of("/../", "/./", "//", "\\", ";", "%2e", "%2f", "%5c", "%00", "%25");

    private Paths() {}

    static String of(RoutingContext request) {
        String path = request.request().path();
        return path == null ? "" : path;
    }

    static boolean isAsset(String path) {
        return path.equals("/favicon.ico") || ASSETS.stream().anyMatch(path::startsWith);
    }

    /** Answers the same to everybody, so nobody's credential is looked at. */
    static boolean isOpenToAll(String path) {
        return OPEN_TO_ALL.contains(path);
    }

    /** Belongs to a program rather than to a browser. */
    static boolean isApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/v1/") || path.startsWith("/.well-known/");
    }

    static boolean isInternal(String path) {
        return isBelow(path, "/internal") || isBelow(path, "/q");
    }

    /** A path that two servers could read in two ways is nobody's: what we route must be what the service sees. */
    static boolean isAmbiguous(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return !lower.startsWith("/")
                || lower.endsWith("/..")
                || lower.endsWith("/.")
                || TRICKS.stream().anyMatch(lower::contains);
    }

    private static boolean isBelow(String path, String parent) {
        return path.equals(parent) || path.startsWith(parent + "/");
    }
}
