package dev.koda.cli;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.architecture.ArchitectureRules;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("dev.koda.cli");
    }
}
