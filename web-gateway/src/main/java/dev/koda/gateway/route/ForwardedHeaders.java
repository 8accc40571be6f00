package dev.koda.gateway.route;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.identity.Credentials;
import dev.koda.gateway.origin.SameOrigin;
import dev.koda.platform.security.ClientAddress;

/**
 * What a service is told about a request: nothing the client claims about itself or its way here, but the JWT of its
 * identity, its address, signed, and whether it came over TLS. Hop-by-hop headers are left out by the proxy library.
 */
@ApplicationScoped
class ForwardedHeaders {
    private static final List<String> CLAIMS = List.of("x-forwarded-", "x-koda-");
    private static final List<String> DROPPED = List.of(
            "Forwarded",
            "X-Real-IP",
            "Via",
            "Cookie",
            "Authorization",
            "Proxy-Authorization",
            "Proxy-Connection",
            "Expect",
            "tracestate",
            "baggage");
    private static final List<String> NEVER_OUT = List.of("Server", "X-Powered-By", "X-Trace-Id");

    private final ClientAddress clientAddress;
    private final SameOrigin origins;

    ForwardedHeaders(ClientAddress clientAddress, SameOrigin origins) {
        this.clientAddress = clientAddress;
        this.origins = origins;
    }

    void toService(RoutingContext request, MultiMap headers) {
        headers.names().stream().filter(ForwardedHeaders::isClaim).toList().forEach(headers::remove);
        DROPPED.forEach(headers::remove);
        Credentials.identityOf(request)
                .ifPresent(identity -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + identity.token()));
        headers.set("X-Forwarded-Proto", origins.scheme(request.request()));
        headers.set(ClientAddress.HEADER, clientAddress.sign(Credentials.addressOf(request)));
    }

    void toClient(MultiMap headers) {
        NEVER_OUT.forEach(headers::remove);
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            // else the listener, which compresses pages, would hold a stream back to compress it
            headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY);
        }
        headers.names().stream().filter(ForwardedHeaders::isClaim).toList().forEach(headers::remove);
    }

    private static boolean isClaim(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return CLAIMS.stream().anyMatch(lower::startsWith);
    }
}
