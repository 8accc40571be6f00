package dev.koda.storage.artifact;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Content has one form, the uploader's; what a caller says it accepts chooses nothing and must not refuse it. Without
 * this, JAX-RS would answer 406 to whoever asks for {@code text/markdown} alone.
 */
class AnyAccept {
    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void acceptContent(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.contains("/artifacts/") && path.endsWith("/content")) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
        }
    }
}
