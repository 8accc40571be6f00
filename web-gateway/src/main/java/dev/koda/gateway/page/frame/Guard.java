package dev.koda.gateway.page.frame;

import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.identity.Identity;
import dev.koda.gateway.identity.Visitor;

/** Stands before every page that names a role. */
class Guard {
    private final Visitor visitor;
    private final FailurePages failures;

    Guard(Visitor visitor, FailurePages failures) {
        this.visitor = visitor;
        this.failures = failures;
    }

    @ServerRequestFilter(nonBlocking = true)
    public Optional<Response> check(ContainerRequestContext request, ResourceInfo resource) {
        Optional<String> needed = neededRole(resource);
        if (needed.isEmpty()) {
            return Optional.empty();
        }
        Optional<Identity> known = visitor.identity();
        if (known.isEmpty()) {
            return Optional.of(toSignIn(request));
        }
        return known.get().hasRole(needed.get()) ? Optional.empty() : Optional.of(tooLow(needed.get()));
    }

    private static Optional<String> neededRole(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        ForRole named = method == null ? null : method.getAnnotation(ForRole.class);
        if (named == null && resource.getResourceClass() != null) {
            named = resource.getResourceClass().getAnnotation(ForRole.class);
        }
        return Optional.ofNullable(named).map(ForRole::value);
    }

    /** A live part is no page to come back to: its connection just ends. */
    private static Response toSignIn(ContainerRequestContext request) {
        String accepted = String.valueOf(request.getHeaderString(HttpHeaders.ACCEPT));
        if (accepted.contains(MediaType.SERVER_SENT_EVENTS)) {
            return Response.status(Response.Status.UNAUTHORIZED).build();
        }
        boolean page = HttpMethod.GET.equals(request.getMethod());
        String back = page ? request.getUriInfo().getRequestUri().getRawPath() + query(request) : "/";
        return Go.to("/login?next=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }

    private static String query(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        return query == null ? "" : "?" + query;
    }

    private Response tooLow(String needed) {
        return failures.page(new Trouble(
                "gateway",
                403,
                "forbidden",
                "This page is for the role " + needed,
                "You are signed in with a lower one. An owner or admin can change it in Settings, Operators.",
                null,
                null,
                null));
    }
}
