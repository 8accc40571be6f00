package dev.koda.benchmarks.load;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code /proc} says of this very process. */
class ProcessCostTest {
    private final long own = ProcessHandle.current().pid();

    @Test
    void processorTimeOnlyGrowsAndTheFamilyHasNoLessOfIt() throws IOException {
        double before = ProcessCost.cpuSeconds(own);

        assertThat(before).isPositive();
        assertThat(ProcessCost.familyCpuSeconds(own)).isGreaterThanOrEqualTo(before);
        assertThat(ProcessCost.cpuSeconds(own)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void aJvmHoldsMemory() throws IOException {
        assertThat(ProcessCost.residentMiB(own)).isGreaterThan(1);
    }
}
