package dev.koda.auth.recovery;

import java.time.Instant;
import java.util.Optional;

/** How many recovery codes are left, and since when. */
public record RecoveryCodesView(int total, long remaining, Instant generatedAt) {

    static RecoveryCodesView of(Optional<RecoverySet> set, long remaining) {
        return new RecoveryCodesView(
                set.map(RecoverySet::total).orElse(0),
                remaining,
                set.map(RecoverySet::generatedAt).orElse(null));
    }
}
