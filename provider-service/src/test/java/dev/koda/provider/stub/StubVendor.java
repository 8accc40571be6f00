package dev.koda.provider.stub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

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

    /** A request as it came in. */
    public record Asked(String method, String path, Map<String, String> headers, String body) {
        public JsonNode json() {
            return VendorJson.tolerant(body);
        }
    }

    private StubVendor() {
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::serve);
    }

    public static StubVendor start() throws Exception {
        var stub = new StubVendor();
        stub.server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return stub;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
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

    @Override
    public void close() {
        vertx.close();
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
                play(request, queue.size() > 1 ? queue.poll() : queue.peek());
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
