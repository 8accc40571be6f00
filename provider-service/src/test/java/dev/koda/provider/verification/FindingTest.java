package dev.koda.provider.verification;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.koda.provider.connection.LastVerification;
import dev.koda.provider.connection.Verdict;
import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

import static org.assertj.core.api.Assertions.assertThat;

class FindingTest {

    private static final List<String> MODELS = List.of("sonar");

    @Test
    void whatAPaidProbeProvedOutlivesAFreeCheckThatCanProveNothing() {
        Finding free = Finding.unproven(Stage.AUTH, MODELS);
        assertThat(free.after(last(Verdict.USABLE)).verdict()).isEqualTo(Verdict.USABLE);
        assertThat(free.after(last(Verdict.UNUSABLE)).verdict()).isEqualTo(Verdict.UNPROVEN);
    }

    @Test
    void aCheckThatFoundSomethingSaysSoWhateverWasBefore() {
        Finding busy =
                Finding.failed(VendorFailure.answered(Failure.RATE_LIMIT, 429, null, "", null), Stage.MODELS, MODELS);
        Finding refused =
                Finding.failed(VendorFailure.answered(Failure.AUTH, 401, null, "", null), Stage.MODELS, MODELS);
        assertThat(busy.after(last(Verdict.USABLE)).verdict()).isEqualTo(Verdict.UNPROVEN);
        assertThat(refused.after(last(Verdict.USABLE)).verdict()).isEqualTo(Verdict.UNUSABLE);
    }

    @Test
    void aPassingFailureDoesNotTakeFromAConnectionWhatWasProvenAndARefusalDoes() {
        Finding busy =
                Finding.failed(VendorFailure.answered(Failure.RATE_LIMIT, 429, null, "", null), Stage.MODELS, MODELS);
        Finding broken =
                Finding.failed(VendorFailure.answered(Failure.UNREACHABLE, 503, null, "", null), Stage.MODELS, MODELS);
        Finding silent = Finding.failed(VendorFailure.of(Failure.TIMEOUT, "late"), Stage.MODELS, MODELS);
        Finding refused =
                Finding.failed(VendorFailure.answered(Failure.AUTH, 401, null, "", null), Stage.MODELS, MODELS);
        Finding unpaid =
                Finding.failed(VendorFailure.answered(Failure.QUOTA, 402, null, "", null), Stage.MODELS, MODELS);
        for (Finding passing : List.of(busy, broken, silent)) {
            assertThat(passing.counting(true)).isEqualTo(Verdict.USABLE);
            assertThat(passing.counting(false)).isEqualTo(passing.verdict()).isNotEqualTo(Verdict.USABLE);
        }
        assertThat(refused.counting(true)).isEqualTo(Verdict.UNUSABLE);
        assertThat(unpaid.counting(true)).isEqualTo(Verdict.UNUSABLE);
    }

    private static LastVerification last(Verdict verdict) {
        return new LastVerification(verdict, "probe", 200, null, Instant.EPOCH, MODELS);
    }
}
