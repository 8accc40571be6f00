package dev.koda.provider.stub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;

import dev.koda.provider.adapter.VendorJson;

/**
 * A vendor on loopback that replays scripted answers: for each path a queue, whose last answer stays. Unknown paths
 * are 404. Records what it was asked.
 */
public final class StubVendor implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Future<Void> gate = Future.succeededFuture();

    /** A request as it came in. */
    public record Asked(String method, String path, Map<String, String> headers, String body) {
        public JsonNode json() {
            return VendorJson.tolerant(body);
        }
    }

    private StubVendor(HttpServerOptions options) {
        server = vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0)).requestHandler(this::serve);
    }

    public static StubVendor start() throws Exception {
        return listening(new StubVendor(new HttpServerOptions()));
    }

    /** One that speaks TLS with the key and certificate of a PKCS #12 file. */
    public static StubVendor start(Path keyStore, String password) throws Exception {
        return listening(new StubVendor(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(keyStore.toString()).setPassword(password))));
    }

    private static StubVendor listening(StubVendor stub) throws Exception {
        stub.server.listen().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        return stub;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public int port() {
        return server.actualPort();
    }

    /** From now on every answer waits until the returned gate is completed, so that a test decides what overlaps. */
    public Promise<Void> hold() {
        Promise<Void> opened = Promise.promise();
        gate = opened.future();
        return opened;
    }

    /** Answers of a path, in order; the last one is given again and again. */
    public StubVendor on(String path, Reply... inOrder) {
        replies.put(path, new ConcurrentLinkedQueue<>(List.of(inOrder)));
        return this;
    }

    public List<Asked> asked(String path) {
        return asked.stream().filter(request -> request.path().equals(path)).toList();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public void forget() {
        asked.clear();
    }

    /** Nobody listens any more when this returns. */
    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private void serve(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Map<String, String> headers = new ConcurrentHashMap<>();
            request.headers()
                    .forEach(entry -> headers.put(entry.getKey().toLowerCase(java.util.Locale.ROOT), entry.getValue()));
            asked.add(new Asked(request.method().name(), request.path(), headers, body.toString()));
            Queue<Reply> queue = replies.get(request.path());
            if (queue == null) {
                request.response().setStatusCode(404).end("{\"error\":{\"message\":\"no such path\"}}");
            } else {
                Reply reply = queue.size() > 1 ? queue.poll() : queue.peek();
                gate.onComplete(opened -> play(request, reply));
            }
        });
    }

    private void play(HttpServerRequest request, Reply reply) {
        var response = request.response().setStatusCode(reply.status()).setChunked(true);
        reply.headers().forEach(response::putHeader);
        List<Buffer> chunks = new ArrayList<>();
        reply.chunks().forEach(chunk -> chunks.add(Buffer.buffer(chunk.getBytes(StandardCharsets.UTF_8))));
        next(request, reply, chunks, 0);
    }

    private void next(HttpServerRequest request, Reply reply, List<Buffer> chunks, int index) {
        if (index < chunks.size()) {
            request.response().write(chunks.get(index)).onSuccess(written -> {
                if (reply.pauseMs() > 0) {
                    vertx.setTimer(reply.pauseMs(), later -> next(request, reply, chunks, index + 1));
                } else {
                    next(request, reply, chunks, index + 1);
                }
            });
            return;
        }
        switch (reply.ending()) {
            case COMPLETE -> request.response().end();
            case CUT -> vertx.setTimer(20, later -> request.connection().close());
            case HANG -> {
                // says nothing more, ever
            }
        }
    }
}
