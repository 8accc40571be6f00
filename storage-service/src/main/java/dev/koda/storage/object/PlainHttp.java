package dev.koda.storage.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The JDK's own HTTP connection for the SDK, with two of its habits mended.
 *
 * <p>It fails on {@code Expect: 100-continue} when the answer is late, and it wraps a broken connection, a kept-alive one
 * that the store has closed for instance, so that the SDK takes it for a bug and does not try again.
 */
final class PlainHttp implements SdkHttpClient {
    private static final String EXPECT = "Expect";

    private final SdkHttpClient connections;

    PlainHttp(Duration connect, Duration silence) {
        this.connections = UrlConnectionHttpClient.builder()
                .connectionTimeout(connect)
                .socketTimeout(silence)
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest plain =
                request.httpRequest().toBuilder().removeHeader(EXPECT).build();
        ExecutableHttpRequest prepared = connections.prepareRequest(HttpExecuteRequest.builder()
                .request(plain)
                .contentStreamProvider(request.contentStreamProvider().orElse(null))
                .metricCollector(request.metricCollector().orElse(null))
                .build());
        return new Unwrapping(prepared);
    }

    @Override
    public String clientName() {
        return connections.clientName();
    }

    @Override
    public void close() {
        connections.close();
    }

    private record Unwrapping(ExecutableHttpRequest prepared) implements ExecutableHttpRequest {
        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return prepared.call();
            } catch (UncheckedIOException broken) {
                throw broken.getCause();
            }
        }

        @Override
        public void abort() {
            prepared.abort();
        }
    }
}
