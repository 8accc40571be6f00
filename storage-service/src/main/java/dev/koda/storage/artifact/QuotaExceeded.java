package dev.koda.storage.artifact;

import dev.koda.platform.problem.Problem;

/** Keeping this would go over a quota. */
final class QuotaExceeded extends Problem {
    private static final long serialVersionUID = 1L;

    QuotaExceeded(String setting, long quota, long used, long wanted) {
        super(
                507,
                "storage_quota_exceeded",
                "Storage quota exceeded",
                "%d of %d bytes are used and %d more were wanted. Delete artifacts or raise %s."
                        .formatted(used, quota, wanted, setting));
        with("quota", quota);
        with("used", used);
    }
}
