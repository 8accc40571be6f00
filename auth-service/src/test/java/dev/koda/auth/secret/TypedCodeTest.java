package dev.koda.auth.secret;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedCodeTest {

    @Test
    void everyByteBecomesALetterOrDigitThatCannotBeMistaken() {
        byte[] random = new byte[TypedCode.LENGTH];
        for (int value = 0; value < 256; value++) {
            Arrays.fill(random, (byte) value);
            assertThat(TypedCode.of(random)).matches("([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCD-EFGH-JKLM", "abcd efgh jklm", " abcdefghjklm ", "ABCD\u2013EFGH\u2014JKLM"})
    void aCodeIsReadInAnyCaseWithOrWithoutDashes(String typed) {
        assertThat(TypedCode.normalise(typed)).isEqualTo("ABCDEFGHJKLM");
    }
}
