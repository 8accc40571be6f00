package dev.koda.runtime;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.architecture.ArchitectureRules;

/** The rules of the house, for this service. */
class ArchitectureTest {
    @Test
    void theRulesOfTheHouseHold() {
        ArchitectureRules.check("dev.koda.runtime");
    }
}
