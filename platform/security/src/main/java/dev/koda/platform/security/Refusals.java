package dev.koda.platform.security;

import java.time.Duration;

import dev.koda.platform.problem.Problem;

/** The answers to callers who are not known or may not. */
final class Refusals {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private Refusals() {}

    static Problem authenticationRequired() {
        return Problem.unauthorized("authentication_required", "Sign in, or send `Authorization: Bearer <token>`.");
    }

    /** A service that has just started knows no keys yet: whoever sends a sound token must not take it for refused. */
    static Problem authAway() {
        return Problem.unavailable("auth_unavailable", "auth-service does not answer. Try again shortly.", RETRY_AFTER);
    }

    static Problem scopeMissing(String scope) {
        return Problem.forbidden(
                        "scope_missing", "This API token lacks the scope `" + scope + "`. Create one that has it.")
                .with("required_scope", scope);
    }

    static Problem internalOnly() {
        return Problem.forbidden("role_missing", "This address is for services of the installation only.");
    }
}
