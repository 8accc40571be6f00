package dev.koda.storage;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.architecture.ArchitectureRules;

class ArchitectureTest {
    @Test
    void theServiceKeepsTheRulesOfTheHouse() {
        ArchitectureRules.check("dev.koda.storage");
    }
}
