package dev.koda.auth.password;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class Argon2MemoryTest {

    private static final byte[] PASSWORD = "password".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SALT = "somesalt".getBytes(StandardCharsets.UTF_8);

    private final Argon2Memory memory = new Argon2Memory();

    /** From the reference implementation's own tests (phc-winner-argon2, test.c, version 0x13, Argon2id). */
    @ParameterizedTest
    @CsvSource({
        "65536, 2, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
        "256, 2, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "256, 2, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        "65536, 1, 1, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
        "65536, 4, 1, 9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c"
    })
    void itComputesWhatTheReferenceComputes(int memoryKib, int passes, int lanes, String expected) {
        Argon2 cost = new Argon2(memoryKib, passes, lanes);

        assertThat(HexFormat.of().formatHex(memory.digest(cost, PASSWORD, SALT, 32)))
                .isEqualTo(expected);
        assertThat(HexFormat.of().formatHex(memory.digest(cost, PASSWORD, SALT, 32)))
                .as("again in the same memory")
                .isEqualTo(expected);
    }

    @Test
    void aSmallerHashAfterALargerOneIsRight() {
        byte[] alone = memory.digest(new Argon2(64, 1, 1), PASSWORD, SALT, 32);
        memory.digest(new Argon2(4096, 1, 2), PASSWORD, SALT, 32);

        assertThat(memory.digest(new Argon2(64, 1, 1), PASSWORD, SALT, 32)).isEqualTo(alone);
    }
}
