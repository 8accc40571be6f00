package dev.koda.runtime.completion;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelFailureTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aBudgetThatIsUsedUpEndsTheTaskUnderItsOwnName() throws Exception {
        ModelFailure refused = said("{\"failure\":\"quota\",\"action\":\"stop\",\"code\":\"budget_exhausted\"}");
        assertThat(refused.stops()).isTrue();
        assertThat(refused.failure()).isEqualTo("quota");
        assertThat(refused.reason()).isEqualTo("budget_exhausted");
        assertThat(refused.hint()).contains("Raise the budget");
    }

    @Test
    void aVendorsRefusalKeepsTheNameOfTheClosedSet() throws Exception {
        ModelFailure refused =
                said("{\"failure\":\"content_filtered\",\"action\":\"stop\",\"code\":\"content_policy_violation\"}");
        assertThat(refused.reason()).isEqualTo("content_filtered");
        assertThat(refused.hint()).contains("change the request");
    }

    private static ModelFailure said(String event) throws Exception {
        return ModelFailure.of(JSON.readTree(event));
    }
}
