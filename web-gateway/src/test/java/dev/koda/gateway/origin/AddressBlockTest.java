package dev.koda.gateway.origin;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.1.2.3,true",
        "10.0.0.0/8,11.1.2.3,false",
        "192.168.1.7,192.168.1.7,true",
        "192.168.1.7,192.168.1.8,false",
        "fd00::/8,fd12::1,true",
        "fd00::/8,10.0.0.1,false",
        "0.0.0.0/0,203.0.113.9,true",
        "[::1],::1,true"
    })
    void containsWhatItsBitsSay(String block, String address, boolean contained) {
        assertThat(AddressBlock.parse(block)
                        .orElseThrow()
                        .contains(AddressBlock.literal(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "example.org", "10.0.0.0/33", "10.0.0.0/x", ""})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(AddressBlock.parse(text)).isEmpty();
    }
}
