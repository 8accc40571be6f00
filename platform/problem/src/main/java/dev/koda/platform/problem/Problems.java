package dev.koda.platform.problem;

import java.time.Duration;

/** The problems that no feature names, because they come from HTTP itself. */
final class Problems {

    /** A restarted database is back within seconds. */
    private static final Duration RETRY_WHEN_AWAY = Duration.ofSeconds(2);

    private Problems() {}

    static Problem unexpected() {
        return new Problem(
                500,
                "internal_error",
                "Internal error",
                "Something went wrong here. Try again; if it stays, look for the trace id in the logs.");
    }

    static Problem away() {
        return Problem.unavailable(
                "dependency_unavailable",
                "A server that is needed for this gives no answer. Try again shortly.",
                RETRY_WHEN_AWAY);
    }

    static Problem unstorable() {
        return Problem.badRequest(
                "value_unstorable", "A value holds the character U+0000, which cannot be kept. Leave it out.");
    }

    static Problem tooLarge(long mostBytes) {
        return new Problem(
                        413,
                        "body_too_large",
                        "Body too large",
                        "The body is over the limit of " + mostBytes + " bytes.")
                .with("max_bytes", mostBytes);
    }

    static Problem noSuchPath(String path) {
        return Problem.notFound("not_found", "There is nothing at " + path + ".");
    }

    /** What a bare HTTP status means, where nobody said more. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> Problem.badRequest("bad_request", "The request cannot be read.");
            case 401 ->
                Problem.unauthorized("authentication_required", "Sign in, or send `Authorization: Bearer <token>`.");
            case 403 -> Problem.forbidden("role_missing", "Your role does not allow this.");
            case 405 ->
                new Problem(405, "method_not_allowed", "Method not allowed", "This path does not take this method.");
            case 406 ->
                new Problem(406, "not_acceptable", "Not acceptable", "None of the accepted media types can be given.");
            case 413 -> new Problem(413, "body_too_large", "Body too large", "The body is over the limit.");
            case 415 ->
                new Problem(
                        415,
                        "media_type_unsupported",
                        "Unsupported media type",
                        "Send the body as a media type this path takes.");
            default -> other(status);
        };
    }

    private static Problem other(int status) {
        return status >= 500 && status != 503
                ? unexpected()
                : new Problem(status, "http_" + status, "HTTP " + status, "The request was refused.");
    }
}
