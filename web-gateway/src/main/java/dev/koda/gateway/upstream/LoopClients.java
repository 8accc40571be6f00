package dev.koda.gateway.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;

/**
 * An HTTP client for each event loop. Vert.x would hand a kept connection of another loop to a request, and every read
 * and write would then wake a second thread; so an exchange stays on the loop that took the request in.
 *
 * <p>There are as many clients as event loops, and one for all other threads.
 */
final class LoopClients {
    private static final String ELSEWHERE = "elsewhere";

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final Map<Object, HttpClient> clients = new ConcurrentHashMap<>();

    LoopClients(Vertx vertx, HttpClientOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    HttpClient current() {
        Object place = Context.isOnEventLoopThread() ? Thread.currentThread() : ELSEWHERE;
        HttpClient known = clients.get(place);
        return known == null ? clients.computeIfAbsent(place, first -> vertx.createHttpClient(options)) : known;
    }
}
