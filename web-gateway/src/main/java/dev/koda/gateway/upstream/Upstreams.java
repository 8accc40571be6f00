package dev.koda.gateway.upstream;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;

import dev.koda.platform.boot.PeerAddresses;
import dev.koda.platform.boot.Service;

/** The five services behind the gateway; each has connections of its own, so a slow one does not use up another's. */
@Singleton
public class Upstreams {
    /** Of one event loop to one service. */
    private static final int MOST_CONNECTIONS = 256;

    private static final int MOST_WAITING = 256;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Map<Service, Upstream> all = new EnumMap<>(Service.class);

    Upstreams(Vertx vertx, PeerAddresses peers, UpstreamConfig config) {
        for (Service service : Service.values()) {
            if (service != Service.GATEWAY) {
                LoopClients clients = new LoopClients(vertx, options(config));
                all.put(service, new Upstream(service, peers.of(service), clients, new Circuit()));
            }
        }
    }

    /** The service asked for; the gateway itself is none of them. */
    public Upstream of(Service service) {
        return all.get(service);
    }

    /** All of them, in their usual order. */
    public List<Upstream> all() {
        return List.copyOf(all.values());
    }

    private static HttpClientOptions options(UpstreamConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxWaitQueueSize(MOST_WAITING)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false);
    }
}
