package dev.koda.storage.object;

import java.time.Duration;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

import dev.koda.platform.problem.Problem;

/** The object store refused or did not answer: 503 for the caller, the store's own words for the operator. */
public final class ObjectStoreAway extends Problem {
    private static final long serialVersionUID = 1L;

    private final String asItCame;

    ObjectStoreAway(SdkException failure) {
        super(
                503,
                "object_store_unavailable",
                "Object store unavailable",
                "The object store does not take this now. Try again; `koda doctor --only storage.bucket` says why.");
        retryAfter(Duration.ofSeconds(5));
        this.asItCame = words(failure);
    }

    /** What the store, or the way to it, said. */
    public String asItCame() {
        return asItCame;
    }

    /** Code, message and status of the store, or the reason why it was not reached. */
    static String words(SdkException failure) {
        if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            return refusal.awsErrorDetails().errorCode() + ": "
                    + refusal.awsErrorDetails().errorMessage() + " (HTTP " + refusal.statusCode() + ")";
        }
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
