package dev.koda.benchmarks.turn;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The model and the tool of the measured tasks, as little as they can be: a task's input is the number of its turns, each
 * of them one call of {@code file.write}, and the turn after the last one answers. Both reply at once.
 */
final class ModelHouse implements AutoCloseable {
    private static final String CHAIN = "{\"candidates\":[{\"provider\":\"stub\",\"model\":\"one\","
            + "\"context_tokens\":400000,\"abilities\":[\"tools\"]}],\"excluded\":[]}";
    private static final String DONE =
            "event: done\ndata: {\"finish_reason\":\"%s\",\"provider\":\"stub\",\"model\":\"one\","
                    + "\"request_id\":\"r\",\"usage\":{\"input\":10,\"cached\":0,\"output\":2,\"reasoning\":0},"
                    + "\"cost\":{\"amount\":\"0\",\"currency\":\"USD\"}}\n\n";

    /** Begins what the runtime says to the model in the user's place. */
    private static final String NOTE = "[runtime]";

    private final HttpServer server;

    private ModelHouse(HttpServer server) {
        this.server = server;
    }

    static ModelHouse start(Vertx vertx) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(ModelHouse::answer);
        return new ModelHouse(server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get());
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/internal/chain" -> json(request, 200, CHAIN);
            case "/internal/completions" -> request.body().onSuccess(body -> complete(request, body));
            default -> json(request, 404, "{}");
        }
    }

    private static void complete(HttpServerRequest request, Buffer body) {
        JsonArray messages = body.toJsonObject().getJsonArray("messages");
        int turns = 0;
        int wanted = 0;
        for (Object each : messages) {
            JsonObject message = (JsonObject) each;
            if ("assistant".equals(message.getString("role"))) {
                turns++;
            } else if ("user".equals(message.getString("role"))) {
                String text = message.getJsonArray("content").getJsonObject(0).getString("text");
                wanted = text.startsWith(NOTE) ? wanted : Integer.parseInt(text.strip());
            }
        }
        String said = turns < wanted
                ? "event: tool_call\ndata: {\"id\":\"call-" + turns
                        + "\",\"name\":\"file.write\",\"arguments\":{\"path\":\"f" + turns
                        + ".txt\",\"content\":\"turn " + turns + "\"}}\n\n" + DONE.formatted("tool_calls")
                : "event: delta\ndata: {\"text\":\"done\"}\n\n" + DONE.formatted("stop");
        request.response().putHeader("Content-Type", "text/event-stream").end(said);
    }

    private static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
