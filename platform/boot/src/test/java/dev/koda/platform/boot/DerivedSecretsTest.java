package dev.koda.platform.boot;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DerivedSecretsTest {

    /** RFC 5869, appendix A.3: no salt, no info; its key of 22 bytes 0x0b is text as well. */
    @Test
    void theStandardsTestVectorComesOut() {
        assertThat(DerivedSecrets.bytes("\u000b".repeat(22), "", 42))
                .isEqualTo(HexFormat.of()
                        .parseHex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                                + "9d201395faa4b61a96c8"));
    }

    @Test
    void eachPurposeHasItsOwnPassword() {
        String one = DerivedSecrets.password(Environments.SECRET, "postgres:auth");

        assertThat(one)
                .isEqualTo(DerivedSecrets.password(Environments.SECRET, "postgres:auth"))
                .hasSize(32);
        assertThat(one).isNotEqualTo(DerivedSecrets.password(Environments.SECRET, "postgres:audit"));
        assertThat(one).isNotEqualTo(DerivedSecrets.password(Environments.OTHER_SECRET, "postgres:auth"));
    }
}
