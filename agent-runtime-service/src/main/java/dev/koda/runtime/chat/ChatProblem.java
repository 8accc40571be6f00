package dev.koda.runtime.chat;

import java.util.Map;

import dev.koda.platform.problem.Problem;

/** Problems with the extra member {@code error}, by which clients of the OpenAI wire format know what went wrong. */
final class ChatProblem {
    private static final int SERVER_ERRORS = 500;

    private ChatProblem() {}

    static Problem readable(Problem problem) {
        String type = problem.status() < SERVER_ERRORS ? "invalid_request_error" : "server_error";
        return problem.with("error", Map.of("message", problem.detail(), "type", type, "code", problem.code()));
    }
}
