package dev.koda.audit.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{ \"b\": 1, \"a\": [ { \"z\": null, \"y\": true } ] }|{\"a\":[{\"y\":true,\"z\":null}],\"b\":1}",
                "{\"n\": 1.10}|{\"n\":1.10}",
                "{\"n\": 12345678901234567890123}|{\"n\":12345678901234567890123}",
                "{\"t\": \"é \\u00e9 \\n\"}|{\"t\":\"é é \\n\"}"
            })
    void oneValueHasOneTextAndReadingItBackChangesNothing(String given, String canonical)
            throws JsonProcessingException {
        String text = CanonicalJson.text(CanonicalJson.read(given));
        assertThat(text).isEqualTo(canonical);
        assertThat(CanonicalJson.text(CanonicalJson.read(text))).isEqualTo(text);
    }
}
