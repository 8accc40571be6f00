package dev.koda.runtime.dispatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the claim has to be for the database to plan it once. */
class ClaimsTest {
    /** Of the database's client: a longer statement is not kept prepared, but read and planned anew each time. */
    private static final int LONGEST_KEPT = 2048;

    @Test
    void theClaimIsShortEnoughToBeKeptPrepared() {
        assertThat(Claims.CLAIM).hasSizeLessThan(LONGEST_KEPT);
    }
}
