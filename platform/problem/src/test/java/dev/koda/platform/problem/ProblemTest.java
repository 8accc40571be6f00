package dev.koda.platform.problem;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProblemTest {

    @Test
    void unavailableAlwaysSaysWhenToTryAgain() {
        assertThat(new Problem(503, "away", "Away", "…").retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(Problem.conflict("taken", "…").retryAfter()).isEmpty();
    }

    @Test
    void standardMembersCannotBeReplaced() {
        assertThatThrownBy(() -> Problem.conflict("taken", "…").with("status", 200))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFeatureMayNameItsFailure() {
        assertThat(new RunNotFound("r1").code()).isEqualTo("run_not_found");
    }

    @Test
    void outsideARequestATraceIsMinted() {
        assertThat(TraceIds.current()).matches("[0-9a-f]{32}").isNotEqualTo(TraceIds.current());
    }

    private static final class RunNotFound extends Problem {

        private static final long serialVersionUID = 1L;

        RunNotFound(String id) {
            super(404, "run_not_found", "Run not found", "There is no run " + id + ".");
        }
    }
}
