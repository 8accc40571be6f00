package dev.koda.provider.verification;

import java.util.List;

import dev.koda.provider.connection.LastVerification;
import dev.koda.provider.connection.Verdict;
import dev.koda.provider.failure.VendorFailure;

/** What the ladder found, before it is kept. */
record Finding(Verdict verdict, Stage stage, Integer status, String raw, Cause cause, List<String> models) {

    static Finding passed(Stage stage, List<String> models) {
        return new Finding(Verdict.USABLE, stage, 200, null, null, models);
    }

    /** Nothing speaks against it, but nothing proved it for free either. */
    static Finding unproven(Stage stage, List<String> models) {
        return new Finding(Verdict.UNPROVEN, stage, null, null, null, models);
    }

    /** A free check that could prove nothing takes nothing away from what a paid probe proved with the same credential. */
    Finding after(LastVerification earlier) {
        boolean stands = verdict == Verdict.UNPROVEN && cause == null && earlier.verdict() == Verdict.USABLE;
        return stands ? new Finding(Verdict.USABLE, stage, status, raw, null, models) : this;
    }

    /**
     * What the connection counts as after this: one that was proven usable stays so while its vendor is only busy or
     * away, for its circuit sees to that; a refusal for good ends it.
     */
    Verdict counting(boolean provenBefore) {
        return provenBefore && passing() ? Verdict.USABLE : verdict;
    }

    private boolean passing() {
        return cause == Cause.RATE_LIMITED
                || cause == Cause.UNREACHABLE
                || (cause == Cause.BAD_RESPONSE && status != null && status >= 500);
    }

    static Finding failed(VendorFailure failure, Stage asked, List<String> models) {
        Cause cause = Cause.of(failure);
        return new Finding(
                verdictOf(failure, cause),
                Cause.stageOf(failure, asked),
                failure.status() == 0 ? null : failure.status(),
                failure.raw().orElse(failure.detail()),
                cause,
                models);
    }

    /** A busy or stumbling vendor says nothing about the connection; what it refuses for good does. */
    private static Verdict verdictOf(VendorFailure failure, Cause cause) {
        boolean passing = cause == Cause.RATE_LIMITED || (cause == Cause.BAD_RESPONSE && failure.status() >= 500);
        return passing ? Verdict.UNPROVEN : Verdict.UNUSABLE;
    }
}
