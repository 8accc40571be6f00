package dev.koda.gateway.origin;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpServerRequest;

import dev.koda.platform.boot.EnvironmentConfig;

/**
 * Whose address a request has. From a trusted proxy the right-most untrusted entry of {@code X-Forwarded-For} is the
 * client; from anyone else the header is ignored.
 */
@Singleton
public class ClientAddresses {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final List<String> FORWARDING =
            List.of(FORWARDED_FOR, "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    private static final int MOST_HOPS = 32;

    private final boolean loopbackTrusted;
    private final List<AddressBlock> trusted;

    /** Trusts the proxies of the installation. */
    public ClientAddresses(EnvironmentConfig environment) {
        List<String> proxies = environment.trustedProxies();
        this.loopbackTrusted = proxies.stream().anyMatch(proxy -> proxy.strip().equals("loopback"));
        this.trusted = proxies.stream()
                .map(AddressBlock::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The client's address, in its plain textual form. */
    public String of(HttpServerRequest request) {
        Optional<InetAddress> peer = peerOf(request);
        if (peer.isEmpty()) {
            return "";
        }
        InetAddress client = peer.get();
        for (String hop : hopsFromTheRight(request)) {
            if (!isTrusted(client)) {
                break;
            }
            Optional<InetAddress> previous = AddressBlock.literal(hop);
            if (previous.isEmpty()) {
                break;
            }
            client = previous.get();
        }
        return client.getHostAddress();
    }

    /** Whether the connection itself comes from this host. */
    public boolean isLoopback(HttpServerRequest request) {
        return peerOf(request).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether a proxy says that it stands between. */
    public boolean isForwarded(HttpServerRequest request) {
        return FORWARDING.stream().anyMatch(request.headers()::contains);
    }

    /** Whether the connection comes from a proxy whose word about the client is taken. */
    boolean isFromTrustedProxy(HttpServerRequest request) {
        return peerOf(request).filter(this::isTrusted).isPresent();
    }

    private boolean isTrusted(InetAddress address) {
        return (loopbackTrusted && address.isLoopbackAddress())
                || trusted.stream().anyMatch(block -> block.contains(address));
    }

    private static Optional<InetAddress> peerOf(HttpServerRequest request) {
        return request.remoteAddress() == null || request.remoteAddress().hostAddress() == null
                ? Optional.empty()
                : Optional.of(InetAddress.ofLiteral(request.remoteAddress().hostAddress()));
    }

    private static List<String> hopsFromTheRight(HttpServerRequest request) {
        List<String> hops = new ArrayList<>();
        request.headers().getAll(FORWARDED_FOR).forEach(line -> Collections.addAll(hops, line.split(",")));
        Collections.reverse(hops);
        return hops.stream().limit(MOST_HOPS).map(String::strip).toList();
    }
}
