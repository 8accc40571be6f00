package dev.koda.runtime.tool.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import dev.koda.runtime.tool.ToolFailure;

/**
 * A URL that may be fetched, with the very address that was judged: the connection is made to it and to no other, so a
 * name that resolves differently a moment later gains nothing.
 */
record Target(URI uri, InetAddress address, int port) {
    private static final String PUBLIC_ONLY = "only public addresses may be fetched";

    boolean tls() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Whether the URL has the scheme, host and port of this target. */
    boolean sameOrigin(String url) {
        URI other = parsed(url);
        return other.getScheme().equalsIgnoreCase(uri.getScheme())
                && other.getHost().equalsIgnoreCase(uri.getHost())
                && port(other) == port;
    }

    private static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** @param allowed private {@code host:port} targets the operator opened */
    static Target of(String url, Set<String> allowed) {
        URI uri = parsed(url);
        int port = port(uri);
        String host = uri.getHost();
        InetAddress[] addresses = resolved(host);
        boolean opened = allowed.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
        if (!opened && Arrays.stream(addresses).anyMatch(PrivateAddresses::isPrivate)) {
            throw ToolFailure.blocked(
                    "private_address",
                    host + " leads to a private address",
                    PUBLIC_ONLY + "; the operator can add " + host + ":" + port
                            + " to KODA_HTTP_FETCH_ALLOWED_PRIVATE");
        }
        return new Target(uri, addresses[0], port);
    }

    private static URI parsed(String url) {
        try {
            URI uri = new URI(url.strip()).normalize();
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!Set.of("http", "https").contains(scheme)) {
                throw ToolFailure.blocked(
                        "scheme_not_allowed", "only http and https are fetched", "use an http(s) URL");
            }
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw ToolFailure.error("url_invalid", "the URL has no plain host", "write it as https://host/path");
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw ToolFailure.error("url_invalid", "the URL cannot be read", "encode it properly");
        }
    }

    private static InetAddress[] resolved(String host) {
        try {
            return InetAddress.getAllByName(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException unknown) {
            throw ToolFailure.error("host_unknown", host + " does not resolve", "check the spelling");
        }
    }
}
