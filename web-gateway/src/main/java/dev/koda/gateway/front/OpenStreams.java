package dev.koda.gateway.front;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * The live streams under way. They never end by themselves, so a stop would wait for them until its patience is over; instead they
 * are broken off when it begins, and whoever watches asks again, here or at another replica.
 *
 * <p>Streamed answers to a {@code POST} have an end of their own and are waited for like any other request.
 */
@Singleton
class OpenStreams {
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

    void watch(RoutingContext request) {
        if (!request.request().method().equals(HttpMethod.GET)) {
            return;
        }
        request.addHeadersEndHandler(sending -> {
            String type = request.response().headers().get(HttpHeaderNames.CONTENT_TYPE);
            if (type != null && type.startsWith("text/event-stream")) {
                HttpConnection connection = request.request().connection();
                open.add(connection);
                request.addEndHandler(ended -> open.remove(connection));
            }
        });
    }

    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        open.forEach(HttpConnection::close);
    }
}
