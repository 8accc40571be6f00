package dev.koda.runtime.tool.http;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

import dev.koda.runtime.tool.ToolFailure;

/** Makes one exchange with exactly the address that was judged, bounded in time and size; redirects are the caller's. */
@Singleton
class PinnedHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(30);
    /** Read at most; the model sees less. */
    private static final int LARGEST = 1024 * 1024;

    private final HttpClient client;

    @Inject
    PinnedHttp(Vertx vertx) {
        this(vertx, new HttpClientOptions());
    }

    /** With what the options say about trust; everything else is set here. */
    PinnedHttp(Vertx vertx, HttpClientOptions trust) {
        this.client = vertx.createHttpClient(trust.setConnectTimeout((int) CONNECT.toMillis())
                .setVerifyHost(true)
                .setKeepAlive(false)
                .setDecompressionSupported(true)
                .setMaxPoolSize(64));
    }

    record Answer(int status, Map<String, String> headers, String body, boolean cut) {}

    Answer exchange(Target target, HttpMethod method, Map<String, String> headers, String body)
            throws InterruptedException {
        var answer = new CompletableFuture<Answer>();
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.uri().getHost())
                .setPort(target.port())
                .setSsl(target.tls())
                .setMethod(method)
                .setURI(path(target))
                .setTimeout(WHOLE.toMillis());
        headers.forEach(options::putHeader);
        client.request(options)
                .onFailure(answer::completeExceptionally)
                .onSuccess(request -> send(request, body, answer));
        return await(answer, target);
    }

    private static void send(HttpClientRequest request, String body, CompletableFuture<Answer> answer) {
        request.response().onFailure(answer::completeExceptionally).onSuccess(response -> read(response, answer));
        if (body == null) {
            request.end().onFailure(answer::completeExceptionally);
        } else {
            request.end(body).onFailure(answer::completeExceptionally);
        }
    }

    private static void read(HttpClientResponse response, CompletableFuture<Answer> answer) {
        Buffer content = Buffer.buffer();
        response.exceptionHandler(answer::completeExceptionally);
        response.handler(chunk -> {
            content.appendBuffer(chunk);
            if (content.length() > LARGEST && answer.complete(answer(response, content, true))) {
                response.request().reset();
            }
        });
        response.endHandler(end -> answer.complete(answer(response, content, false)));
    }

    private static Answer answer(HttpClientResponse response, Buffer content, boolean cut) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
        Buffer kept = cut ? content.slice(0, LARGEST) : content;
        return new Answer(response.statusCode(), headers, kept.toString(), cut);
    }

    private static Answer await(CompletableFuture<Answer> answer, Target target) throws InterruptedException {
        try {
            return answer.get(WHOLE.plusSeconds(1).toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw ToolFailure.error(
                    "fetch_failed",
                    target.uri().getHost() + " gave no answer: "
                            + failed.getCause().getMessage(),
                    "try again later");
        } catch (TimeoutException late) {
            throw ToolFailure.error("fetch_timeout", target.uri().getHost() + " took too long", "try again later");
        }
    }

    private static String path(Target target) {
        String path = target.uri().getRawPath();
        String query = target.uri().getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    @PreDestroy
    void close() {
        var unused = client.close();
    }
}
