package dev.koda.platform.problem;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.architecture.ArchitectureRules;

class ArchitectureTest {

    @Test
    void theRulesOfTheHouseHold() {
        ArchitectureRules.check("dev.koda.platform.problem");
    }
}
