package dev.koda.runtime.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.security.ServiceTokens;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.journal.JournalUnavailable;

/**
 * Prepares requests from virtual threads to the other services: service token, trace context, connect timeout.
 *
 * <p>The JDK's client fits a virtual thread with its blocking and cancellable exchanges. Streams go over Vert.x's, since
 * handing each piece from thread to thread was among the dearest parts of a turn.
 *
 * <p>Made by the main thread before the worker starts: up to JDK 25 virtual threads that wait for a class to be initialised
 * keep their carriers, and the classes behind the JDK's client have waits of their own, which then nobody could end.
 */
@Startup(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class Upstreams {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Well below what is left of a token when it is given out, 30 s at least. */
    private static final Duration KEEP = Duration.ofSeconds(5);

    /** Streams at a time; more than a worker may be told to have slots. */
    private static final int MOST_STREAMS = 10_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final io.vertx.core.http.HttpClient streams;
    private final ServiceTokens tokens;
    private final Bridge bridge;
    private final Clock clock;
    private volatile Held held = new Held("", Instant.EPOCH);

    Upstreams(ServiceTokens tokens, Bridge bridge, Clock clock, Vertx vertx) {
        // the span around the request is ours, and says where it belongs
        this.streams = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setMaxPoolSize(MOST_STREAMS)
                .setTracingPolicy(TracingPolicy.IGNORE));
        this.tokens = tokens;
        this.bridge = bridge;
        this.clock = clock;
    }

    public HttpClient client() {
        return client;
    }

    /** For answers that come in pieces; spoken to on an event loop only. */
    public io.vertx.core.http.HttpClient streams() {
        return streams;
    }

    /**
     * A request in the name of this service.
     *
     * @throws IOException while no token is to be had: without one the other side is as good as unreachable
     */
    public HttpRequest.Builder request(URI target) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        identify(request::header);
        return request;
    }

    /** As {@link #request}, for {@link #streams}. */
    public RequestOptions post(String target) throws IOException {
        RequestOptions request = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(target);
        identify(request::putHeader);
        return request;
    }

    private void identify(BiConsumer<String, String> header) throws IOException {
        header.accept("Authorization", "Bearer " + token());
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            header.accept(
                    "traceparent",
                    "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                            + span.getTraceFlags().asHex());
        }
    }

    /** Asked for once in a while only: the answer lasts for longer, and every step of every task needs it. */
    private String token() throws IOException {
        Held token = held;
        if (clock.instant().isAfter(token.until())) {
            token = new Held(fresh(), clock.instant().plus(KEEP));
            held = token;
        }
        return token.bearer();
    }

    private String fresh() throws IOException {
        try {
            return bridge.await(tokens::bearer);
        } catch (Problem | JournalUnavailable none) {
            throw new IOException("auth-service gives no token", none);
        }
    }

    private record Held(String bearer, Instant until) {

        /** Leaves the token out, since records are logged. */
        @Override
        public String toString() {
            return "token held until " + until;
        }
    }
}
