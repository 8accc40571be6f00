package dev.koda.benchmarks.provider;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Streams that have shown their first token and stay open. */
final class HeldStreams {
    private static final int PATIENCE_SECONDS = 60;
    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions request;
    private final String body;

    HeldStreams(Vertx vertx, String url, Map<String, String> headers, String body) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(2_000));
        this.request = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
        headers.forEach(request::putHeader);
        this.body = body;
    }

    /** Opens up to so many and returns how many showed a first token within a minute. */
    int open(int wanted) throws InterruptedException {
        CountDownLatch shown = new CountDownLatch(wanted);
        vertx.runOnContext(loop -> {
            for (int stream = 0; stream < wanted; stream++) {
                one(shown);
            }
        });
        boolean all = shown.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return all ? wanted : wanted - (int) shown.getCount();
    }

    private void one(CountDownLatch shown) {
        client.request(request).compose(ready -> ready.send(body)).onSuccess(response -> {
            if (response.statusCode() == 200) {
                boolean[] first = {true};
                response.handler(token -> {
                    if (first[0]) {
                        first[0] = false;
                        shown.countDown();
                    }
                });
            }
        });
    }

    void close() throws Exception {
        client.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
