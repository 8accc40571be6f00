package dev.koda.runtime.completion;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A turn that a candidate did not answer, in provider-service's closed set of failures.
 *
 * <p>The failure {@code provider_service_unreachable} is ours: no vendor was at fault, provider-service itself is away.
 */
public final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** provider-service itself gave no answer. */
    public static final String SERVICE_UNREACHABLE = "provider_service_unreachable";

    private static final String ANY_VENDOR = "Another provider would answer the same; change the request.";

    /** Refusals of our own, by the code of their problem, and what helps. */
    private static final Map<String, String> OURS = Map.of(
            "budget_exhausted", "Raise the budget under Costs, or wait for its next period.",
            "model_unpriced", "Choose a model that has a price, or allow others with KODA_BUDGET_ALLOW_UNPRICED=true.");

    private final String failure;
    private final String reason;
    private final String action;
    private final transient Optional<Duration> retryAfter;

    public ModelFailure(String failure, String action, String detail, Optional<Duration> retryAfter) {
        this(failure, failure, action, detail, retryAfter);
    }

    private ModelFailure(String failure, String reason, String action, String detail, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.failure = failure;
        this.reason = reason;
        this.action = action;
        this.retryAfter = retryAfter;
    }

    static ModelFailure of(JsonNode body) {
        JsonNode millis = body.path("retry_after_ms");
        String code = body.path("code").asText("unknown");
        String failure = body.path("failure").asText(code);
        return new ModelFailure(
                failure,
                OURS.containsKey(code) ? code : failure,
                body.path("action").asText("peer"),
                body.path("detail").asText("the provider gave no detail"),
                millis.isNumber() ? Optional.of(Duration.ofMillis(millis.asLong())) : Optional.empty());
    }

    /**
     * A refusal that came as a problem: unless it says otherwise, asking another vendor would not help. One that the turn has
     * no part in is that of a service which is not itself.
     */
    static ModelFailure refused(JsonNode problem) {
        ModelFailure stated = of(problem);
        if (problem.has("action")) {
            return stated;
        }
        int status = problem.path("status").asInt();
        return ofService(status)
                ? unreachable("provider-service answered " + status + ": " + stated.getMessage())
                : new ModelFailure(stated.failure, stated.reason, "stop", stated.getMessage(), stated.retryAfter());
    }

    /** Whether a refusal with this status says something of provider-service or of our identity, and nothing of the turn. */
    static boolean ofService(int status) {
        return status >= 500 || status == 401 || status == 403 || status == 429;
    }

    static ModelFailure unreachable(String detail) {
        return new ModelFailure(SERVICE_UNREACHABLE, "retry", detail, Optional.empty());
    }

    public String failure() {
        return failure;
    }

    /** Why a task ends of it: the failure, or the code of what we refuse ourselves, such as {@code budget_exhausted}. */
    public String reason() {
        return reason;
    }

    /** What helps when a task ends of it. */
    public String hint() {
        return OURS.getOrDefault(reason, ANY_VENDOR);
    }

    /** Another candidate would fail in the same way, so none is tried. */
    public boolean stops() {
        return "stop".equals(action);
    }

    public boolean serviceAway() {
        return SERVICE_UNREACHABLE.equals(failure);
    }

    public Optional<Duration> retryAfter() {
        return retryAfter == null ? Optional.empty() : retryAfter;
    }
}
