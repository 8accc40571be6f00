package dev.koda.provider.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import jakarta.inject.Singleton;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;

/**
 * Resolves and checks a host shortly before it is used, and hands out the checked address itself, so that a name which
 * changes between check and connect leads nowhere else.
 */
@Singleton
public class PinnedAddresses {

    /** How long a checked address is used; short, so that a vendor's change of address is followed. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final int MOST_HOSTS = 256;

    private final AddressRules rules;
    private final Vertx vertx;
    private final Clock clock;
    private final Cache<String, Resolved> resolved =
            Caffeine.newBuilder().maximumSize(MOST_HOSTS).build();

    private record Resolved(InetAddress address, Instant until) {}

    PinnedAddresses(AddressRules rules, Vertx vertx, Clock clock) {
        this.rules = rules;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** A checked address; fails with {@link UnknownHostException} or {@link AddressForbidden}. Never blocks. */
    public Future<SocketAddress> of(String host, int port) {
        Resolved known = resolved.getIfPresent(host);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Future.succeededFuture(socket(known.address(), port));
        }
        Callable<InetAddress> lookup = () -> first(rules.resolve(host));
        return vertx.executeBlocking(lookup, false).map(address -> {
            resolved.put(host, new Resolved(address, clock.instant().plus(FRESH)));
            return socket(address, port);
        });
    }

    private static InetAddress first(List<InetAddress> addresses) {
        return addresses.getFirst();
    }

    private static SocketAddress socket(InetAddress address, int port) {
        return SocketAddress.inetSocketAddress(port, address.getHostAddress());
    }
}
