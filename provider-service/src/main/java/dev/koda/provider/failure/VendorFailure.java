package dev.koda.provider.failure;

import java.time.Duration;
import java.util.Optional;

/**
 * One failed vendor call, typed. The detail is written by us and safe to show; what the vendor itself said stays in
 * {@link #raw()}, which only verification shows, masked.
 *
 * <p>Without a stack trace: it is an outcome of a remote call, not a fault of this process.
 */
public final class VendorFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final int status;
    private final String code;
    private final transient String raw;
    private final transient Duration retryAfter;
    private final boolean last;

    private VendorFailure(
            Failure failure, String detail, int status, String code, String raw, Duration retryAfter, boolean last) {
        super(detail, null, false, false);
        this.failure = failure;
        this.status = status;
        this.code = code;
        this.raw = raw;
        this.retryAfter = retryAfter;
        this.last = last;
    }

    /** A failure without an answer of the vendor. */
    public static VendorFailure of(Failure failure, String detail) {
        return new VendorFailure(failure, detail, 0, null, null, null, false);
    }

    /** A failure of the way to the vendor; the code says which part of it. */
    public static VendorFailure transport(Failure failure, String code, String detail) {
        return new VendorFailure(failure, detail, 0, code, null, null, false);
    }

    /** A call that was not made, and when it may be. */
    public static VendorFailure refused(Failure failure, String code, String detail, Duration retryAfter) {
        return new VendorFailure(failure, detail, 0, code, null, retryAfter, true);
    }

    /** A failure the vendor answered with. */
    public static VendorFailure answered(Failure failure, int status, String code, String raw, Duration retryAfter) {
        String detail = "The vendor answered " + (status == 0 ? "inside the stream" : Integer.toString(status))
                + (code == null ? "" : " (" + code + ")") + ".";
        return new VendorFailure(failure, detail, status, code, raw, retryAfter, false);
    }

    /** The same answer, seen as another failure. */
    public VendorFailure as(Failure other) {
        return new VendorFailure(other, getMessage(), status, code, raw, retryAfter, last);
    }

    /** The same failure once the same candidate must not be asked again: something was shown, or retries are spent. */
    public VendorFailure settled() {
        return new VendorFailure(failure, getMessage(), status, code, raw, retryAfter, true);
    }

    /** What the caller is to do about it now. */
    public Action action() {
        return last && failure.action() == Action.RETRY ? Action.PEER : failure.action();
    }

    public Failure failure() {
        return failure;
    }

    /** HTTP status of the vendor; 0 when there was none. */
    public int status() {
        return status;
    }

    /** The vendor's own error code, when it gave one. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The vendor's own words, not masked. */
    public Optional<String> raw() {
        return Optional.ofNullable(raw);
    }

    /** How long the vendor asked to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** What we say about it. */
    public String detail() {
        return getMessage();
    }
}
