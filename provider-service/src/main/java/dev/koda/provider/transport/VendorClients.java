package dev.koda.provider.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/**
 * The HTTP clients to the vendors: one for each event loop, so that a call, its vendor and its caller stay on one
 * thread. With one pool for all a connection is often read by another loop than the caller's, and every message of it
 * then wakes two threads.
 */
@Singleton
class VendorClients {

    /** Connections kept to one vendor; above the concurrency any connection is allowed, so the bulkhead decides. */
    private static final int POOL = 10_000;

    /** Seconds an idle connection is kept; below the 60 s after which common balancers drop one silently. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpClient elsewhere;

    /** As many as there are event loops, which live as long as the process. */
    private final Map<Thread, HttpClient> ofLoop = new ConcurrentHashMap<>();

    VendorClients(Vertx vertx) {
        this.vertx = vertx;
        this.elsewhere = create();
    }

    /** The client of the calling thread. */
    HttpClient here() {
        return Context.isOnEventLoopThread()
                ? ofLoop.computeIfAbsent(Thread.currentThread(), loop -> create())
                : elsewhere;
    }

    @PreDestroy
    void close() {
        ofLoop.values().forEach(HttpClient::close);
        elsewhere.close();
    }

    private HttpClient create() {
        return vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(POOL)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setTcpNoDelay(true)
                .setDecompressionSupported(true));
    }
}
