package dev.koda.platform.security;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.architecture.ArchitectureRules;

class ArchitectureTest {

    @Test
    void theRulesOfTheHouseHold() {
        ArchitectureRules.check("dev.koda.platform.security");
    }
}
