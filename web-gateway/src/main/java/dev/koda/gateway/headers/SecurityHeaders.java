package dev.koda.gateway.headers;

import java.util.Map;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.identity.CspNonce;
import dev.koda.platform.boot.EnvironmentConfig;

/**
 * Headers that keep a browser from doing with our answers what we did not mean: on every answer, whoever wrote it.
 *
 * <p>Pages run only scripts and styles of this origin that carry the nonce or are files of ours; what comes from an API
 * is never a page, so it may do nothing at all.
 */
@Singleton
public class SecurityHeaders {
    private static final String PAGE_POLICY = "default-src 'none'; script-src 'self' 'nonce-%1$s'; "
            + "style-src 'self' 'nonce-%1$s'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final boolean production;

    SecurityHeaders(EnvironmentConfig environment) {
        this.production = environment.production();
    }

    /** Arranges for the answer to carry the headers when it is sent. */
    public void prepare(RoutingContext request) {
        request.addHeadersEndHandler(
                sending -> write(request, request.response().headers()));
    }

    private void write(RoutingContext request, MultiMap headers) {
        ALWAYS.forEach((name, value) -> headers.set(name, value));
        if (production) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        boolean page = type != null && type.startsWith("text/html") && !isApi(request);
        if (page) {
            headers.set("Content-Security-Policy", PAGE_POLICY.formatted(CspNonce.of(request)));
            headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        } else if (isApi(request)) {
            headers.set("Content-Security-Policy", API_POLICY);
            if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
                headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
            }
        }
    }

    private static boolean isApi(RoutingContext request) {
        String path = request.request().path();
        return path != null && (path.startsWith("/api/") || path.startsWith("/v1/"));
    }
}
