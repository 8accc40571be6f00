package dev.koda.auth.password;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class Argon2MemoryTest {

    private static final byte[] SALT = "sixteen byte salt".getBytes(StandardCharsets.UTF_8);

    private final Argon2Memory memory = new Argon2Memory();

    @ParameterizedTest
    @CsvSource({
        "8, 1, 1, 4",
        "64, 1, 1, 32",
        "513, 1, 1, 32",
        "1024, 3, 1, 64",
        "2048, 2, 2, 65",
        "1030, 4, 3, 32",
        "4096, 1, 4, 100",
        "19456, 2, 1, 32"
    })
    void itComputesWhatAnIndependentImplementationComputes(int memoryKib, int passes, int lanes, int length) {
        byte[] secret = ("пароль " + memoryKib).getBytes(StandardCharsets.UTF_8);
        Argon2 cost = new Argon2(memoryKib, passes, lanes);
        byte[] expected = new byte[length];
        Argon2BytesGenerator other = new Argon2BytesGenerator();
        other.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(SALT)
                .build());
        other.generateBytes(secret, expected);

        assertThat(memory.digest(cost, secret, SALT, length)).isEqualTo(expected);
        assertThat(memory.digest(cost, secret, SALT, length))
                .as("again in the same memory")
                .isEqualTo(expected);
    }

    /** From the reference implementation's own tests (phc-winner-argon2, test.c, version 0x13, Argon2id). */
    @Test
    void itComputesWhatTheReferenceComputes() {
        byte[] digest = memory.digest(
                new Argon2(65_536, 2, 1),
                "password".getBytes(StandardCharsets.UTF_8),
                "somesalt".getBytes(StandardCharsets.UTF_8),
                32);

        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    @Test
    void aSmallerHashAfterALargerOneIsRight() {
        byte[] secret = {1, 2, 3};
        byte[] alone = memory.digest(new Argon2(64, 1, 1), secret, SALT, 32);
        memory.digest(new Argon2(4096, 1, 2), secret, SALT, 32);

        assertThat(memory.digest(new Argon2(64, 1, 1), secret, SALT, 32)).isEqualTo(alone);
    }
}
