package dev.koda.gateway;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.architecture.ArchitectureRules;

class GatewayArchitectureTest {
    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("dev.koda.gateway");
    }
}
