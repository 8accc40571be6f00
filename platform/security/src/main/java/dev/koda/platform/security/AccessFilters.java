package dev.koda.platform.security;

import java.lang.reflect.Method;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.security.identity.SecurityIdentity;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What annotations cannot say alone: the scopes of API tokens, and that everything below {@code /internal/} is for
 * services, also where an endpoint there forgot its role. Runs after the roles were checked.
 */
class AccessFilters {

    private static final String INTERNAL = "internal/";

    private final CurrentCaller caller;
    private final SecurityIdentity identity;

    AccessFilters(CurrentCaller caller, SecurityIdentity identity) {
        this.caller = caller;
        this.identity = identity;
    }

    @ServerRequestFilter(nonBlocking = true)
    void scope(ResourceInfo resource) {
        RequiresScope required = requirementOf(resource);
        if (required != null && !caller.get().allows(required.value())) {
            throw Refusals.scopeMissing(required.value());
        }
    }

    @ServerRequestFilter(nonBlocking = true)
    void internal(ResourceInfo resource, UriInfo uri) {
        if (isInternal(uri.getPath())
                && !resource.getResourceMethod().isAnnotationPresent(PermitAll.class)
                && !identity.hasRole(Roles.SERVICE)) {
            throw identity.isAnonymous() ? Refusals.authenticationRequired() : Refusals.internalOnly();
        }
    }

    private static boolean isInternal(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.startsWith(INTERNAL, start);
    }

    private static RequiresScope requirementOf(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        RequiresScope onMethod = method.getAnnotation(RequiresScope.class);
        return onMethod != null ? onMethod : resource.getResourceClass().getAnnotation(RequiresScope.class);
    }
}
