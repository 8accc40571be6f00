package dev.koda.platform.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A failure the caller may know about; thrown anywhere, rendered once as RFC 9457 {@code application/problem+json}.
 *
 * <p>{@code code} is stable snake_case and makes the type URI; {@code detail} says what happened and what to do, and
 * is shown to the caller as it stands, so it holds no secret, no class name and no foreign exception's message.
 * Features may extend it to name a failure ({@code RunNotFound}). Carries no stack trace: it is an answer, not a bug.
 * Extra members come after the standard ones and keep their order. Not safe for changes by several threads.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String title;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient List<Violation> violations = new ArrayList<>();
    private Duration retryAfter;

    public Problem(int status, String code, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
    }

    /** 404: the thing named does not exist, or the caller may not know that it does. */
    public static Problem notFound(String code, String detail) {
        return new Problem(404, code, "Not found", detail);
    }

    /** 400: the request cannot be understood or breaks a rule of its form. */
    public static Problem badRequest(String code, String detail) {
        return new Problem(400, code, "Bad request", detail);
    }

    /** 409: the request is well formed but the present state forbids it. */
    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, "Conflict", detail);
    }

    /** 403: the caller is known and may not. */
    public static Problem forbidden(String code, String detail) {
        return new Problem(403, code, "Forbidden", detail);
    }

    /** 401: the caller is not known. */
    public static Problem unauthorized(String code, String detail) {
        return new Problem(401, code, "Unauthorized", detail);
    }

    /** 503 with {@code Retry-After}: something this service needs is away for now. */
    public static Problem unavailable(String code, String detail, Duration retryAfter) {
        return new Problem(503, code, "Service unavailable", detail).retryAfter(retryAfter);
    }

    /** 429 with {@code Retry-After}: a limit was reached that frees itself after the given time. */
    public static Problem tooManyRequests(String code, String detail, Duration retryAfter) {
        return new Problem(429, code, "Too many requests", detail).retryAfter(retryAfter);
    }

    /** Adds an extra member to the answer; names of standard members are refused with {@link IllegalArgumentException}. */
    public final Problem with(String member, Object value) {
        if (ProblemBody.STANDARD_MEMBERS.contains(member)) {
            throw new IllegalArgumentException(member + " is a standard member of a problem");
        }
        members.put(member, value);
        return this;
    }

    /** Adds to {@code violations[]}. */
    public final Problem violation(String field, String violationCode, String message) {
        violations.add(new Violation(field, violationCode, message));
        return this;
    }

    /** Sets the {@code Retry-After} header, in whole seconds rounded up, at least one. */
    public final Problem retryAfter(Duration duration) {
        retryAfter = duration;
        return this;
    }

    public final int status() {
        return status;
    }

    public final String code() {
        return code;
    }

    public final String title() {
        return title;
    }

    public final String detail() {
        return getMessage();
    }

    public final Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    public final List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** When to try again; always present on 429 and 503 answers, where one second stands in for an unknown time. */
    public final Optional<Duration> retryAfter() {
        if (retryAfter == null && (status == 429 || status == 503)) {
            return Optional.of(Duration.ofSeconds(1));
        }
        return Optional.ofNullable(retryAfter);
    }
}
