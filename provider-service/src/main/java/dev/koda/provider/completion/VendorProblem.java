package dev.koda.provider.completion;

import java.time.Duration;
import java.util.Locale;

import dev.koda.platform.problem.Problem;
import dev.koda.provider.failure.VendorFailure;

/** A vendor's failure as a problem, for answers that have not begun. */
public final class VendorProblem extends Problem {

    private static final long serialVersionUID = 1L;

    private VendorProblem(VendorFailure failure, String provider, String model) {
        super(
                statusOf(failure),
                "vendor_" + failure.failure().wire(),
                "The model's vendor did not answer",
                provider + "/" + model + ": " + failure.detail());
    }

    /** The problem for one candidate. */
    public static Problem of(VendorFailure failure, String provider, String model) {
        Problem problem = new VendorProblem(failure, provider, model)
                .with("failure", failure.failure().wire())
                .with("action", failure.action().name().toLowerCase(Locale.ROOT))
                .with("provider", provider)
                .with("model", model)
                .with("http_status", failure.status() == 0 ? null : failure.status())
                .with(
                        "retry_after_ms",
                        failure.retryAfter().map(Duration::toMillis).orElse(null));
        return failure.retryAfter().map(problem::retryAfter).orElse(problem);
    }

    /** The status that tells a caller best; a vendor's own 401 is not the caller's. */
    public static int statusOf(VendorFailure failure) {
        return switch (failure.failure()) {
            case BAD_REQUEST -> 400;
            case BAD_MODEL -> 404;
            case CONTEXT_TOO_LONG -> 413;
            case CONTENT_FILTERED -> 422;
            case RATE_LIMIT -> 429;
            case OVERLOADED -> 503;
            case TIMEOUT -> 504;
            case AUTH, QUOTA, UNREACHABLE, TRUNCATED_STREAM, UNKNOWN -> 502;
        };
    }
}
