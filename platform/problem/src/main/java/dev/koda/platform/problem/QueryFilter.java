package dev.koda.platform.problem;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters an endpoint does not declare and values its types cannot take, naming the parameter: a
 * filter that is misspelt and ignored would show the wrong list, and JAX-RS answers a wrong value with 404.
 */
class QueryFilter {

    /** As many entries as there are endpoints. */
    private final Map<Method, DeclaredQuery> byEndpoint = new ConcurrentHashMap<>();

    @ServerRequestFilter(nonBlocking = true)
    void check(ResourceInfo resource, UriInfo uri) {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        if (given.isEmpty() || resource.getResourceMethod() == null) {
            return;
        }
        DeclaredQuery declared = byEndpoint.computeIfAbsent(resource.getResourceMethod(), DeclaredQuery::of);
        given.forEach((name, values) -> check(declared, name, values));
    }

    private static void check(DeclaredQuery declared, String name, List<String> values) {
        if (!declared.knows(name)) {
            throw Problem.badRequest("unknown_parameter", "The query parameter `" + name + "` is not known here.")
                    .violation(name, "unknown_parameter", "is not known here")
                    .with("known", List.copyOf(declared.parameters().keySet()));
        }
        Class<?> type = declared.parameters().getOrDefault(name, String.class);
        if (values.stream().anyMatch(value -> !QueryValues.isReadable(value, type))) {
            String wanted = "must be " + ValueKinds.inWords(type) + (type.isEnum() ? ValueKinds.choices(type) : "");
            throw Problem.badRequest("invalid_value", "The query parameter `" + name + "` " + wanted + ".")
                    .violation(name, "invalid_value", wanted);
        }
    }
}
