package dev.koda.auth.token;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import dev.koda.platform.problem.Problem;

/** What a new token is for, how long it holds, and what it may do. */
record NewToken(
        @NotBlank @Size(max = 120) String tokenName,
        @Min(1) @Max(365) Integer expiresInDays,
        @NotEmpty @Size(max = 16) List<@NotNull String> scopes) {

    /** The scopes that endpoints ask for; a token with any other would promise what nobody checks. */
    static final Set<String> SCOPES = Set.of(
            "tasks:read",
            "tasks:write",
            "agents:read",
            "agents:write",
            "providers:write",
            "audit:read",
            "storage:read",
            "storage:write",
            "models:use",
            "admin");

    private static final int DEFAULT_DAYS = 90;

    NewToken {
        tokenName = tokenName == null ? null : tokenName.strip();
        scopes = scopes == null ? null : scopes.stream().distinct().toList();
    }

    Duration life() {
        return Duration.ofDays(expiresInDays == null ? DEFAULT_DAYS : expiresInDays);
    }

    /** Fails with 400 {@code unknown_scope}, naming each. */
    NewToken checked() {
        Problem problem = Problem.badRequest("unknown_scope", "The known scopes are: " + sorted());
        scopes.stream()
                .filter(scope -> !SCOPES.contains(scope))
                .forEach(scope -> problem.violation("scopes", "unknown_scope", "There is no such scope."));
        if (!problem.violations().isEmpty()) {
            throw problem;
        }
        return this;
    }

    private static String sorted() {
        return String.join(", ", SCOPES.stream().sorted().toList());
    }
}
