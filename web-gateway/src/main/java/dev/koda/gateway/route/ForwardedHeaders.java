package dev.koda.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;

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
@Singleton
class ForwardedHeaders {
    private static final List<String> CLAIMS = List.of("x-forwarded-", "x-koda-");
    private static final Set<String> DROPPED = Set.of(
            "forwarded",
            "x-real-ip",
            "via",
            "cookie",
            "authorization",
            "proxy-authorization",
            "proxy-connection",
            "expect",
            "tracestate",
            "baggage");
    private static final Set<String> NEVER_OUT = Set.of("server", "x-powered-by", "x-trace-id");

    private final ClientAddress clientAddress;
    private final SameOrigin origins;

    ForwardedHeaders(ClientAddress clientAddress, SameOrigin origins) {
        this.clientAddress = clientAddress;
        this.origins = origins;
    }

    void toService(RoutingContext request, MultiMap headers) {
        removeClaimsAnd(DROPPED, headers);
        Credentials.identityOf(request)
                .ifPresent(identity -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + identity.token()));
        headers.set("X-Forwarded-Proto", origins.scheme(request.request()));
        headers.set(ClientAddress.HEADER, clientAddress.sign(Credentials.addressOf(request)));
    }

    void toClient(MultiMap headers) {
        removeClaimsAnd(NEVER_OUT, headers);
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            // else the listener, which compresses pages, would hold a stream back to compress it
            headers.set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY);
        }
    }

    /** One walk over the headers: this is done twice a request. */
    private static void removeClaimsAnd(Set<String> unwanted, MultiMap headers) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            String lower = header.getKey().toLowerCase(Locale.ROOT);
            if (unwanted.contains(lower) || isClaim(lower)) {
                found.add(header.getKey());
            }
        }
        found.forEach(headers::remove);
    }

    private static boolean isClaim(String lower) {
        for (String claim : CLAIMS) {
            if (lower.startsWith(claim)) {
                return true;
            }
        }
        return false;
    }
}
