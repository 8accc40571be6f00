package dev.koda.gateway.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a service did not give what a page asked for, in the words of its problem document.
 *
 * <p>{@code status} 0 means the service did not answer at all; {@code traceId} may be null then.
 */
public record Trouble(
        String service,
        int status,
        String code,
        String title,
        String detail,
        String traceId,
        Long retryAfterSeconds,
        List<Violation> violations) {

    public Trouble {
        violations = violations == null ? List.of() : List.copyOf(violations);
    }

    /** The service could not be reached, or was too slow; the rest of the page goes on without it. */
    public static Trouble away(String service) {
        return new Trouble(
                service,
                0,
                service + "_away",
                service + " does not answer",
                "The rest of the page is current. Reload to try again.",
                null,
                null,
                List.of());
    }

    /** Something a form refuses by itself, before any service is asked. */
    public static Trouble refused(String code, String title, String detail) {
        return new Trouble("gateway", 400, code, title, detail, null, null, List.of());
    }

    /** The same trouble, under the name of the service that was asked. */
    Trouble of(String asked) {
        return new Trouble(asked, status, code, title, detail, traceId, retryAfterSeconds, violations);
    }

    /** True where nothing was learnt but that the service is away: cards say so, and nothing turns red. */
    public boolean isAway() {
        return status == 0 || status == 503 || status == 502 || status == 504;
    }

    public boolean isMissing() {
        return status == 404;
    }

    public boolean is(String other) {
        return other.equals(code);
    }

    /** What is wrong with this field, or null. A violation of {@code body.password} concerns {@code password}. */
    public String at(String field) {
        String found = violations.stream()
                .filter(violation -> concerns(violation, field))
                .map(Violation::message)
                .collect(Collectors.joining(" "));
        return found.isEmpty() ? null : found;
    }

    private static boolean concerns(Violation violation, String field) {
        return violation.field() != null
                && (violation.field().equals(field) || violation.field().endsWith("." + field));
    }
}
