package dev.koda.auth.secret;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MasterKeyTest {

    private static final byte[] PLAIN = "plain".getBytes(StandardCharsets.UTF_8);

    @Test
    void keysAddedToTheFileLaterChangeNothingOfOurs() {
        byte[] sealed = TestKeys.masterKey("first").sealer("totp").seal(PLAIN, "row 1");

        assertThat(TestKeys.masterKey("first", "second").sealer("totp").open(sealed, "row 1"))
                .contains(PLAIN);
        assertThat(TestKeys.masterKey("second").sealer("totp").open(sealed, "row 1"))
                .isEmpty();
    }

    @Test
    void whatWasSealedForOnePlaceOrPurposeOpensInNoOther() {
        MasterKey key = TestKeys.masterKey("first");
        byte[] sealed = key.sealer("totp").seal(PLAIN, "row 1");

        assertThat(key.sealer("totp").open(sealed, "row 2")).isEmpty();
        assertThat(key.sealer("signing-key").open(sealed, "row 1")).isEmpty();
        assertThat(key.sealer("totp").open(new byte[3], "row 1")).isEmpty();
    }
}
