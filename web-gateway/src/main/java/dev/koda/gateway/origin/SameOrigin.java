package dev.koda.gateway.origin;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

import dev.koda.platform.boot.EnvironmentConfig;

/**
 * Whether a request was sent from a page of ours, by {@code Sec-Fetch-Site} and {@code Origin}. Our own origin is
 * {@code WEB_PUBLIC_BASE_URL} where it is set, and whatever the request was addressed to.
 */
@Singleton
public class SameOrigin {
    private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final ClientAddresses addresses;
    private final Optional<String> publicOrigin;

    /** Knows the public origin of the installation. */
    public SameOrigin(ClientAddresses addresses, EnvironmentConfig environment) {
        this.addresses = addresses;
        this.publicOrigin = environment.publicBaseUrl().map(SameOrigin::originOf);
    }

    /**
     * True when nothing speaks against the request being our own page's.
     *
     * @param withCookie a session cookie came with it: then one of the two headers must speak for it
     */
    public boolean allows(HttpServerRequest request, boolean withCookie) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaderNames.ORIGIN);
        if (site != null && !site.equals("same-origin")) {
            return false;
        }
        if (origin != null) {
            return isOurs(origin, request);
        }
        return site != null || !withCookie;
    }

    /** Whether the request was addressed to this host by one of its own names: a foreign name may be rebound to it. */
    public boolean namesThisHost(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority != null && THIS_HOST.contains(authority.host());
    }

    private boolean isOurs(String origin, HttpServerRequest request) {
        return publicOrigin.filter(origin::equals).isPresent() || origin.equals(addressed(request));
    }

    /** {@code http} or {@code https}, as the browser sees it: a trusted proxy's word, else the connection's. */
    public String scheme(HttpServerRequest request) {
        Optional<String> forwarded =
                addresses.isFromTrustedProxy(request) ? first(request, "X-Forwarded-Proto") : Optional.empty();
        return forwarded.filter("https"::equals).orElse(request.scheme());
    }

    private String addressed(HttpServerRequest request) {
        String host = addresses.isFromTrustedProxy(request)
                ? first(request, "X-Forwarded-Host").orElseGet(() -> hostOf(request))
                : hostOf(request);
        return scheme(request) + "://" + host;
    }

    private static String hostOf(HttpServerRequest request) {
        return request.authority() == null ? "" : request.authority().toString();
    }

    private static Optional<String> first(HttpServerRequest request, String header) {
        return Optional.ofNullable(request.getHeader(header))
                .map(value -> value.split(",", 2)[0].strip())
                .filter(value -> !value.isEmpty());
    }

    private static String originOf(URI base) {
        String port = base.getPort() < 0 ? "" : ":" + base.getPort();
        return base.getScheme() + "://" + base.getHost() + port;
    }
}
