package dev.koda.gateway.route;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import org.jboss.logging.Logger;

import dev.koda.gateway.upstream.Upstream;
import dev.koda.platform.problem.Problem;

/** One request under way to a service and back. Belongs to one event loop. */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final RoutingContext request;
    private final ProxyRequest outgoing;
    private final Upstream upstream;
    private final Duration patience;
    private final ExchangeMeters meters;
    private final ForwardedHeaders headers;
    private final Consumer<Problem> refused;
    private final long startedNanos = System.nanoTime();

    private HttpClientRequest sending;
    private boolean clientGone;
    private boolean sentAgain;

    Exchange(
            RoutingContext request,
            ProxyRequest outgoing,
            Upstream upstream,
            Duration patience,
            ExchangeMeters meters,
            ForwardedHeaders headers,
            Consumer<Problem> refused) {
        this.request = request;
        this.outgoing = outgoing;
        this.upstream = upstream;
        this.patience = patience;
        this.meters = meters;
        this.headers = headers;
        this.refused = refused;
    }

    void start() {
        request.addEndHandler(ended -> {
            if (ended.failed()) {
                abandon();
            }
        });
        if (isRepeatable()) {
            outgoing.setBody(null);
            request.request().resume();
        }
        trySending();
    }

    private void trySending() {
        RequestOptions options = upstream.request()
                .setMethod(request.request().method())
                .setURI(request.request().uri());
        upstream.client()
                .request(options)
                .compose(this::send)
                .onSuccess(this::answer)
                .onFailure(this::failOrSendAgain);
    }

    /** A kept connection may close in the moment it is taken; the service has then most likely not seen the request. */
    private void failOrSendAgain(Throwable failure) {
        if (failure instanceof HttpClosedException && isRepeatable() && !sentAgain && !clientGone) {
            sentAgain = true;
            trySending();
        } else {
            fail(failure);
        }
    }

    /** Only what changes nothing and has no body to send a second time. */
    private boolean isRepeatable() {
        HttpMethod method = request.request().method();
        return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
                && !request.request().headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && !request.request().headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private Future<ProxyResponse> send(HttpClientRequest connected) {
        sending = connected;
        connected.exceptionHandler(failure -> LOG.debugf("exchange ended early cause=%s", failure));
        if (clientGone) {
            connected.reset();
            return Future.failedFuture("the client went away");
        }
        return outgoing.send(connected).timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void answer(ProxyResponse answered) {
        upstream.circuit().succeeded();
        meters.answered(upstream.service(), answered.getStatusCode(), System.nanoTime() - startedNanos);
        if (request.response().ended() || clientGone) {
            answered.release();
            return;
        }
        headers.toClient(answered.headers());
        answered.send().onFailure(this::breakOff);
    }

    private void fail(Throwable failure) {
        if (sending != null) {
            sending.reset();
        }
        if (clientGone || request.response().ended()) {
            upstream.circuit().abandoned();
            return;
        }
        upstream.circuit().failed();
        meters.away(upstream.service(), System.nanoTime() - startedNanos);
        LOG.warnf(
                "service does not answer service=%s cause=%s",
                upstream.service().shortName(), failure);
        refused.accept(failure instanceof TimeoutException ? tooSlow() : upstream.away(RETRY));
    }

    private Problem tooSlow() {
        return new Problem(
                        504,
                        "service_timeout",
                        "Service too slow",
                        upstream.title() + " did not answer within " + patience.toSeconds() + " s.")
                .with("service", upstream.service().shortName());
    }

    /** The answer has begun and cannot be finished: closing is the only honest end. */
    private void breakOff(Throwable failure) {
        LOG.debugf("answer broken off service=%s cause=%s", upstream.service().shortName(), failure);
        if (!request.response().ended() && !request.response().closed()) {
            request.request().connection().close();
        }
    }

    private void abandon() {
        clientGone = true;
        if (sending != null) {
            sending.reset();
        }
    }
}
