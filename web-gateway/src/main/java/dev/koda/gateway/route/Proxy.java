package dev.koda.gateway.route;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;

import dev.koda.gateway.route.Route.Kind;
import dev.koda.gateway.upstream.Upstream;
import dev.koda.gateway.upstream.UpstreamConfig;
import dev.koda.gateway.upstream.Upstreams;
import dev.koda.platform.boot.Service;
import dev.koda.platform.problem.Problem;

/**
 * Passes a request to a service and its answer back, both as streams, with back-pressure from end to end. Sent
 * once; only a GET or HEAD whose kept connection closed before any answer is sent a second time. A failure before the answer began is given to the caller as a problem; one after it cuts the connection, so
 * that no half answer looks whole.
 */
@Singleton
public class Proxy {
    private final Upstreams upstreams;
    private final UpstreamConfig config;
    private final ForwardedHeaders headers;
    private final ExchangeMeters meters;

    Proxy(Upstreams upstreams, UpstreamConfig config, ForwardedHeaders headers, ExchangeMeters meters) {
        this.upstreams = upstreams;
        this.config = config;
        this.headers = headers;
        this.meters = meters;
    }

    /** Passes the request on; {@code refused} is called at most once, before anything was answered. */
    public void pass(RoutingContext request, Route route, Consumer<Problem> refused) {
        long most = route.kind() == Kind.UPLOAD ? config.uploadBytes() : config.bodyBytes();
        if (declaredLength(request) > most) {
            refused.accept(tooLarge(most));
        } else if (route.kind() == Kind.COMPLETION) {
            passByModel(request, route, most, refused);
        } else {
            ProxyRequest outgoing = ProxyRequest.reverseProxy(request.request());
            bound(request, outgoing, most, refused);
            send(request, outgoing, route, refused);
        }
    }

    /** The one body that is read first: it is small by its limit, and it says who must answer. */
    private void passByModel(RoutingContext request, Route route, long most, Consumer<Problem> refused) {
        Buffer collected = Buffer.buffer();
        BoundedBody body = new BoundedBody(request.request(), most, () -> refused.accept(tooLarge(most)));
        body.handler(collected::appendBuffer);
        body.endHandler(ended -> {
            if (request.response().ended()) {
                return;
            }
            Service service = RequestedModel.isAgent(collected) ? Service.RUNTIME : route.service();
            ProxyRequest outgoing = ProxyRequest.reverseProxy(request.request());
            outgoing.setBody(Body.body(collected));
            send(request, outgoing, new Route(service, Kind.MODEL), refused);
        });
        body.resume();
    }

    private void bound(RoutingContext request, ProxyRequest outgoing, long most, Consumer<Problem> refused) {
        if (request.request().headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            outgoing.setBody(Body.body(new BoundedBody(request.request(), most, () -> refused.accept(tooLarge(most)))));
        }
    }

    private void send(RoutingContext request, ProxyRequest outgoing, Route route, Consumer<Problem> refused) {
        Upstream upstream = upstreams.of(route.service());
        Optional<Duration> open = upstream.circuit().refusal();
        if (open.isPresent()) {
            refused.accept(upstream.away(open.get()));
            return;
        }
        headers.toService(request, outgoing.headers());
        Duration patience = route.kind() == Kind.PLAIN ? config.responseTimeout() : config.slowResponseTimeout();
        new Exchange(request, outgoing, upstream, patience, meters, headers, refused).start();
    }

    private static long declaredLength(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
        }
    }

    private static Problem tooLarge(long most) {
        return new Problem(413, "body_too_large", "Body too large", "The body may hold " + most + " bytes at most.");
    }
}
