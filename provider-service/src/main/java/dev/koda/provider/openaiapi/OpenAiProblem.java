package dev.koda.provider.openaiapi;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.koda.platform.problem.Problem;

/** Problems with the extra member {@code error} that OpenAI clients read. */
final class OpenAiProblem {

    private OpenAiProblem() {}

    static Problem badRequest(String field, String detail) {
        return readable(Problem.badRequest("invalid_request", detail).violation(field, "invalid", detail), field);
    }

    static Problem noModel(String model, String detail) {
        return readable(Problem.notFound("model_not_found", "Model '" + model + "': " + detail), "model");
    }

    /** The problem with the member added. */
    static Problem readable(Problem problem, String param) {
        return problem.members().containsKey("error") ? problem : problem.with("error", error(problem, param));
    }

    /** The object that OpenAI clients know errors by. */
    static Map<String, Object> error(Problem problem, String param) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", problem.detail());
        error.put("type", type(problem.status()));
        error.put("param", param);
        error.put("code", problem.code());
        return error;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
