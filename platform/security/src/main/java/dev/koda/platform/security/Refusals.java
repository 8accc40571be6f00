package dev.koda.platform.security;

import dev.koda.platform.problem.Problem;

/** The answers to callers who are not known or may not. */
final class Refusals {

    private Refusals() {}

    static Problem authenticationRequired() {
        return Problem.unauthorized("authentication_required", "Sign in, or send `Authorization: Bearer <token>`.");
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
