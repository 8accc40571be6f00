package dev.koda.runtime.upstream;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;

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

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final ServiceTokens tokens;
    private final Bridge bridge;

    Upstreams(ServiceTokens tokens, Bridge bridge) {
        this.tokens = tokens;
        this.bridge = bridge;
    }

    public HttpClient client() {
        return client;
    }

    /** A request in the name of this service. */
    public HttpRequest.Builder request(URI target) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).header("Authorization", "Bearer " + bridge.await(tokens::bearer));
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            request.header(
                    "traceparent",
                    "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                            + span.getTraceFlags().asHex());
        }
        return request;
    }
}
