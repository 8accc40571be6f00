package dev.koda.benchmarks.turn;

import java.nio.charset.StandardCharsets;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * The model and the tool of the measured tasks, as little as they can be: a task's input is the number of its turns, each
 * of them one call of {@code file.write}, and the turn after the last one answers. Both reply at once.
 *
 * <p>Requests are searched, not parsed: what a stub spends on a long conversation would be counted as the runtime's.
 */
final class ModelHouse implements AutoCloseable {
    private static final String CHAIN = "{\"candidates\":[{\"provider\":\"stub\",\"model\":\"one\","
            + "\"context_tokens\":400000,\"abilities\":[\"tools\"]}],\"excluded\":[]}";
    private static final String DONE =
            "event: done\ndata: {\"finish_reason\":\"%s\",\"provider\":\"stub\",\"model\":\"one\","
                    + "\"request_id\":\"r\",\"usage\":{\"input\":10,\"cached\":0,\"output\":2,\"reasoning\":0},"
                    + "\"cost\":{\"amount\":\"0\",\"currency\":\"USD\"}}\n\n";
    private static final String CALLS = DONE.formatted("tool_calls");
    private static final String ANSWER = "event: delta\ndata: {\"text\":\"done\"}\n\n" + DONE.formatted("stop");

    /** Of the first message of the user, which is the task's input; what the runtime itself says comes later. */
    private static final String INPUT = "\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"";

    /** Of the newest result; calls are numbered from 0. */
    private static final String RESULT = "\"tool_call_id\":\"call-";

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
        String text = body.toString(StandardCharsets.ISO_8859_1);
        int wanted = number(text, text.indexOf(INPUT) + INPUT.length());
        int newest = text.lastIndexOf(RESULT);
        int turns = newest < 0 ? 0 : number(text, newest + RESULT.length()) + 1;
        String said = turns < wanted ? call(turns) : ANSWER;
        request.response().putHeader("Content-Type", "text/event-stream").end(said);
    }

    private static String call(int turn) {
        return "event: tool_call\ndata: {\"id\":\"call-" + turn
                + "\",\"name\":\"file.write\",\"arguments\":{\"path\":\"f" + turn + ".txt\",\"content\":\"turn " + turn
                + "\"}}\n\n" + CALLS;
    }

    private static int number(String text, int from) {
        int end = text.indexOf('"', from);
        return Integer.parseInt(text.substring(from, end));
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
