package dev.koda.cli.home;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MintingTest {

    @Test
    void mintsPasswordsForPeople() {
        assertThat(Minting.password()).matches("([a-z2-9]{4}-){4}[a-z2-9]{4}").isNotEqualTo(Minting.password());
    }
}
