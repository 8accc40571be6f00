package dev.koda.gateway.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.koda.gateway.route.Route.Kind;
import dev.koda.platform.boot.Service;

/** Which path belongs to which service. What is not named here is nobody's. */
@Singleton
public class RouteTable {
    private static final String CONTROL_PLANE = "/api/control-plane/";
    private static final Set<String> OWN = Set.of("health", "doctor");

    private static final Map<Service, List<String>> FIRST_SEGMENTS = Map.of(
            Service.AUTH, List.of("auth", "onboarding", "operators"),
            Service.PROVIDER, List.of("providers", "costs", "budgets"),
            Service.RUNTIME, List.of("agents", "telegram", "schedules", "approvals"),
            Service.STORAGE, List.of("artifacts", "memory", "knowledge", "retrieval-traces", "storage"),
            Service.AUDIT, List.of("audit"));

    private final Map<String, Service> bySegment = new HashMap<>();

    RouteTable() {
        FIRST_SEGMENTS.forEach((service, segments) -> segments.forEach(segment -> bySegment.put(segment, service)));
    }

    /** The route of a path; empty for the gateway's own and for what is nobody's. */
    public Optional<Route> find(String path) {
        if (path.startsWith(CONTROL_PLANE)) {
            String segment = segmentAfter(path, CONTROL_PLANE);
            Kind kind = segment.equals("artifacts") || segment.equals("knowledge") ? Kind.UPLOAD : Kind.PLAIN;
            return Optional.ofNullable(bySegment.get(segment)).map(service -> new Route(service, kind));
        }
        if (path.startsWith("/api/runtime/")) {
            return Optional.of(new Route(Service.RUNTIME, Kind.PLAIN));
        }
        if (path.equals("/v1/chat/completions")) {
            return Optional.of(new Route(Service.PROVIDER, Kind.COMPLETION));
        }
        if (path.startsWith("/v1/")) {
            return Optional.of(new Route(Service.PROVIDER, Kind.MODEL));
        }
        return path.equals("/.well-known/jwks.json")
                ? Optional.of(new Route(Service.AUTH, Kind.PLAIN))
                : Optional.empty();
    }

    /** Whether the gateway itself answers an API path. */
    public boolean isOwn(String path) {
        return path.startsWith(CONTROL_PLANE) && OWN.contains(segmentAfter(path, CONTROL_PLANE));
    }

    private static String segmentAfter(String path, String prefix) {
        int end = path.indexOf('/', prefix.length());
        return end < 0 ? path.substring(prefix.length()) : path.substring(prefix.length(), end);
    }
}
