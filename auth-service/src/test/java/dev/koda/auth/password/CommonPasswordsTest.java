package dev.koda.auth.password;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommonPasswordsTest {

    private final CommonPasswords common = new CommonPasswords();

    @Test
    void theListHoldsMoreThanTenThousand() {
        assertThat(common.size()).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password1234",
                "123456789012",
                "qwertyuiop123!",
                "aaaaaaaaaaaaaaa",
                "!!Letmein2026!!",
                "iloveyouiloveyou"
            })
    void whatGuessersTryFirstIsFound(String password) {
        assertThat(common.contain(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "plum tractor seventeen",
                "Хлеб и соль каждый день",
                "x7!kQp93-vvT"
            })
    void whatPeopleMakeUpIsNot(String password) {
        assertThat(common.contain(password)).isFalse();
    }
}
