package dev.koda.benchmarks.provider;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A vendor of the OpenAI family that answers at once with one kilobyte of text, whole or as a stream; a stream whose
 * question says "hold" sends one token and then stays open.
 */
final class StubVendor {
    static final String MODEL = "gpt-4o-mini";
    private static final int KILOBYTE = 1024;
    private static final String TEXT = "k".repeat(KILOBYTE);
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":256,\"total_tokens\":268}";

    private final HttpServer server;

    private StubVendor(HttpServer server) {
        this.server = server;
    }

    static StubVendor start(Vertx vertx) throws Exception {
        return new StubVendor(vertx.createHttpServer()
                .requestHandler(StubVendor::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get());
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    int port() {
        return server.actualPort();
    }

    private static void answer(HttpServerRequest request) {
        if (request.path().endsWith("/models")) {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end("{\"object\":\"list\",\"data\":[{\"id\":\"" + MODEL
                            + "\",\"object\":\"model\",\"created\":1,\"owned_by\":\"system\"}]}");
            return;
        }
        request.body().onSuccess(body -> {
            String question = body.toString();
            if (question.contains("\"stream\":true")) {
                stream(request, question.contains("hold"));
            } else {
                request.response()
                        .putHeader("Content-Type", "application/json")
                        .end("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"" + MODEL
                                + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                                + TEXT + "\"},\"finish_reason\":\"stop\"}]," + USAGE + "}");
            }
        });
    }

    private static void stream(HttpServerRequest request, boolean hold) {
        request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        request.response().write(chunk("{\"role\":\"assistant\",\"content\":\"k\"}", "null", ""));
        if (hold) {
            return;
        }
        for (int part = 0; part < 16; part++) {
            request.response().write(chunk("{\"content\":\"" + TEXT.substring(0, KILOBYTE / 16) + "\"}", "null", ""));
        }
        request.response().write(chunk("{}", "\"stop\"", "," + USAGE));
        request.response().end("data: [DONE]\n\n");
    }

    private static String chunk(String delta, String finish, String more) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"" + MODEL
                + "\",\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]" + more
                + "}\n\n";
    }
}
