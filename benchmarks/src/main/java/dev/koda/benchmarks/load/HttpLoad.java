package dev.koda.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Closed-loop HTTP load over kept connections on one event loop, so that the generator takes at most one core. A status
 * other than 2xx counts as failed.
 */
public final class HttpLoad {
    private final Vertx vertx;
    private final RequestOptions request;
    private final Buffer body;

    public HttpLoad(Vertx vertx, HttpMethod method, String url, Map<String, String> headers, String body) {
        this.vertx = vertx;
        this.request = new RequestOptions().setMethod(method).setAbsoluteURI(url);
        headers.forEach(request::putHeader);
        this.body = Buffer.buffer(body);
    }

    public Measured run(int connections, Duration length)
            throws InterruptedException, ExecutionException, TimeoutException {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(connections).setKeepAlive(true));
        Run run = new Run(client, System.nanoTime() + length.toNanos(), connections);
        long start = System.nanoTime();
        vertx.runOnContext(ready -> {
            for (int connection = 0; connection < connections; connection++) {
                run.next();
            }
        });
        run.ended.get(length.toMillis() + 30_000, TimeUnit.MILLISECONDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        client.close();
        long[] latencies = run.latencies.stream().mapToLong(Long::longValue).toArray();
        return new Measured(latencies.length, run.failed.get(), seconds, latencies);
    }

    private final class Run {
        private final HttpClient client;
        private final long deadline;
        private final AtomicInteger open;
        private final AtomicLong failed = new AtomicLong();
        private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        Run(HttpClient client, long deadline, int connections) {
            this.client = client;
            this.deadline = deadline;
            this.open = new AtomicInteger(connections);
        }

        void next() {
            long before = System.nanoTime();
            if (before > deadline) {
                if (open.decrementAndGet() == 0) {
                    ended.complete(null);
                }
                return;
            }
            client.request(request)
                    .compose(ready -> ready.send(body))
                    .compose(response -> response.body().map(read -> response.statusCode()))
                    .onComplete(answered -> {
                        if (answered.succeeded() && answered.result() / 100 == 2) {
                            latencies.add(System.nanoTime() - before);
                        } else {
                            failed.incrementAndGet();
                        }
                        next();
                    });
        }
    }
}
