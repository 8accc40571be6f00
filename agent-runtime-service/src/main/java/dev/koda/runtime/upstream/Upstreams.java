package dev.koda.runtime.upstream;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

import dev.koda.platform.security.ServiceTokens;
import dev.koda.runtime.journal.Bridge;

/**
 * Prepares requests from virtual threads to the other services: service token, trace context, connect timeout.
 *
 * <p>The JDK's client is used because its blocking and cancellable exchanges fit a virtual thread; there is no event
 * loop to keep free here.
 */
@ApplicationScoped
public class Upstreams {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** Well below what is left of a token when it is given out, 30 s at least. */
    private static final Duration KEEP = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final ServiceTokens tokens;
    private final Bridge bridge;
    private final Clock clock;
    private volatile Held held = new Held("", Instant.EPOCH);

    Upstreams(ServiceTokens tokens, Bridge bridge, Clock clock) {
        this.tokens = tokens;
        this.bridge = bridge;
        this.clock = clock;
    }

    public HttpClient client() {
        return client;
    }

    /** A request in the name of this service. */
    public HttpRequest.Builder request(URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).header("Authorization", "Bearer " + token());
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            request.header(
                    "traceparent",
                    "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                            + span.getTraceFlags().asHex());
        }
        return request;
    }

    /** Asked for once in a while only: the answer lasts for longer, and every step of every task needs it. */
    private String token() {
        Held token = held;
        if (clock.instant().isAfter(token.until())) {
            token = new Held(bridge.await(tokens::bearer), clock.instant().plus(KEEP));
            held = token;
        }
        return token.bearer();
    }

    private record Held(String bearer, Instant until) {

        /** Leaves the token out, since records are logged. */
        @Override
        public String toString() {
            return "token held until " + until;
        }
    }
}
