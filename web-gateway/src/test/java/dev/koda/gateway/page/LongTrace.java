package dev.koda.gateway.page;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.koda.gateway.stub.StubService;

/** A task of thousands of steps as the runtime tells it: read in part, and watched while it goes on. */
final class LongTrace {
    static final int FAILED = 4_002;
    static final int SWITCHED = 7_002;
    static final int DOUBTFUL = 8_002;

    /** A model call, two tool calls, a verdict. */
    private static final int OF_AN_ITERATION = 4;

    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");

    private final String id;
    private final boolean running;
    private final AtomicInteger last = new AtomicInteger();
    private volatile HttpServerResponse watcher;

    LongTrace(String id, boolean running, int last) {
        this.id = id;
        this.running = running;
        this.last.set(last);
    }

    LongTrace told(StubService runtime) {
        runtime.on("/api/runtime/tasks/" + id, 200, task().encode());
        runtime.on("/api/runtime/tasks/" + id + "/trace", this::trace);
        runtime.on("/api/runtime/tasks/" + id + "/events", this::watch);
        return this;
    }

    boolean isWatched() {
        return watcher != null;
    }

    /** Goes on and tells whoever watches. */
    void goOn(int more) {
        last.addAndGet(more);
        tell();
    }

    /** Tells whoever watches by now how far it is; who came back meanwhile may have missed it. */
    void tell() {
        watcher.write("id: " + last() + "\nevent: step\ndata: {}\n\n");
    }

    int last() {
        return last.get();
    }

    private JsonObject task() {
        JsonObject task = new JsonObject()
                .put("id", id)
                .put("status", running ? "running" : "completed")
                .put("agent_id", TaughtHouse.id(101))
                .put("input", "Ten thousand steps")
                .put("created_at", START.toString())
                .put("started_at", START.toString());
        return running
                ? task
                : task.put("finished_at", START.plusSeconds(last()).toString());
    }

    private void trace(HttpServerRequest request) {
        int from = Integer.parseInt(request.getParam("from", "1"));
        int to = Math.min(last(), Integer.parseInt(request.getParam("to", String.valueOf(last()))));
        List<JsonObject> steps = IntStream.rangeClosed(Math.max(1, from), to)
                .mapToObj(LongTrace::step)
                .toList();
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("task_id", id)
                        .put("status", running ? "running" : "completed")
                        .put("steps", new JsonArray(steps))
                        .encode());
    }

    private static JsonObject step(int seq) {
        int iteration = (seq + OF_AN_ITERATION - 1) / OF_AN_ITERATION;
        JsonObject step = new JsonObject()
                .put("seq", seq)
                .put("status", "ok")
                .put("started_at", START.plusSeconds(seq).toString())
                .put("duration_ms", 900);
        return switch (seq) {
            case FAILED ->
                step.put("kind", "tool_call").put("name", "shell.run").put("status", "error");
            case SWITCHED ->
                step.put("kind", "provider_switch").put("from", "one").put("to", "two");
            case DOUBTFUL ->
                step.put("kind", "approval").put("status", "happened").put("reason", "in_doubt");
            default ->
                switch (seq % OF_AN_ITERATION) {
                    case 1 ->
                        step.put("kind", "model_call").put("provider", "stub").put("model", "one");
                    case 0 ->
                        step.put("kind", "iteration")
                                .put("iteration", iteration)
                                .put("verdict", "progress");
                    default -> step.put("kind", "tool_call").put("name", "file.read");
                };
        };
    }

    private void watch(HttpServerRequest request) {
        HttpServerResponse response =
                request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write(": open\n\n");
        watcher = response;
    }
}
