package dev.koda.benchmarks.provider;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** How long a caller alone waits for the first piece of a stream. */
final class FirstToken {
    private static final int STREAMS = 1_000;
    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions request;
    private final String body;

    FirstToken(Vertx vertx, String url, Map<String, String> headers, String body) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient();
        this.request = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
        headers.forEach(request::putHeader);
        this.body = body;
    }

    /** The median in milliseconds, of streams one after the other over one kept connection. */
    double medianMillis() throws Exception {
        long[] nanos = new long[STREAMS];
        for (int stream = 0; stream < STREAMS; stream++) {
            nanos[stream] = one().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        client.close();
        Arrays.sort(nanos);
        return nanos[STREAMS / 2] / 1e6;
    }

    private CompletableFuture<Long> one() {
        var took = new CompletableFuture<Long>();
        vertx.runOnContext(loop -> ask(took)); // handlers set on another thread may come after what they wait for
        return took;
    }

    private void ask(CompletableFuture<Long> took) {
        long begun = System.nanoTime();
        long[] first = {0};
        client.request(request).compose(ready -> ready.send(body)).onComplete(answered -> {
            if (answered.failed()) {
                took.completeExceptionally(answered.cause());
                return;
            }
            answered.result().handler(piece -> first[0] = first[0] == 0 ? System.nanoTime() - begun : first[0]);
            answered.result().exceptionHandler(took::completeExceptionally);
            answered.result().endHandler(end -> took.complete(first[0]));
        });
    }
}
