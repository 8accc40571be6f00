package dev.koda.runtime.completion;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;

/**
 * One request that is answered by a stream, or by a refusal. An event loop speaks; the answer's pieces wait in the lines for
 * the virtual thread that reads them, bounded in number. To be ended by whoever began it, in one of the two ways.
 */
final class CompletionExchange {
    /** From the last event of a stream to its end. */
    private static final Duration STREAM_END = Duration.ofSeconds(2);

    private final SseLines lines = new SseLines();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile String refusal;
    private volatile HttpClientRequest request;
    private volatile boolean cancelled;

    private CompletionExchange() {}

    /** Speaks on the given event loop only: elsewhere an answer could be over before anybody listens. */
    static CompletionExchange begin(Context loop, HttpClient client, RequestOptions target, byte[] body) {
        var exchange = new CompletionExchange();
        loop.runOnContext(begin -> client.request(target)
                .compose(request -> exchange.send(request, body))
                .onSuccess(exchange::read)
                .onFailure(exchange::failed));
        return exchange;
    }

    SseLines lines() {
        return lines;
    }

    /** What the other side said instead of a stream; known at the latest when the lines have ended. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Breaks off, whatever is under way; harmless when nothing is. */
    void cancel() {
        cancelled = true;
        HttpClientRequest open = request;
        if (open != null) {
            open.reset();
        }
    }

    /** Nobody reads on. Cutting a stream off right after its last event would cost the next turn a new connection. */
    void hearOut() {
        lines.hearOut();
        if (!end.isDone()) {
            var unused = end.orTimeout(STREAM_END.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> {
                        cancel();
                        return null;
                    });
        }
    }

    private Future<HttpClientResponse> send(HttpClientRequest fresh, byte[] body) {
        request = fresh;
        if (cancelled) {
            fresh.reset();
        }
        return fresh.send(Buffer.buffer(body));
    }

    private void read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.body().onFailure(this::failed).onSuccess(said -> {
                refusal = said.toString();
                ended();
            });
            return;
        }
        response.pause();
        response.handler(piece -> lines.onNext(List.of(ByteBuffer.wrap(piece.getBytes()))));
        response.exceptionHandler(this::failed);
        response.endHandler(over -> ended());
        lines.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long more) {
                response.fetch(more);
            }

            @Override
            public void cancel() {
                CompletionExchange.this.cancel();
            }
        });
    }

    private void ended() {
        end.complete(null);
        lines.onComplete();
    }

    private void failed(Throwable failure) {
        end.complete(null);
        if (!cancelled) {
            lines.onError(failure);
        }
    }
}
