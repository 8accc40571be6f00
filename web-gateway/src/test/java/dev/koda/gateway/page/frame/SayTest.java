package dev.koda.gateway.page.frame;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SayTest {
    @ParameterizedTest
    @CsvSource({"400,400 ms", "6200,6.2 s", "84000,1 min 24 s", "3600000,1 h 0 min", "518400000,6 d"})
    void lengthsAreSaidInTheirUnit(long millis, String words) {
        assertThat(Say.took(millis)).isEqualTo(words);
    }

    @Test
    void moneyHasThreePlacesUnderTen() {
        assertThat(Say.money(new BigDecimal("0.2031"), "USD")).isEqualTo("$0.203");
        assertThat(Say.money(new BigDecimal("20"), "USD")).isEqualTo("$20.00");
        assertThat(Say.money(new BigDecimal("1.5"), "EUR")).isEqualTo("1.500 EUR");
    }

    @Test
    void sizesTokensAndNumbersAreShort() {
        assertThat(Say.size(3174L)).isEqualTo("3.1 KiB");
        assertThat(Say.size(54_760_833_024L)).isEqualTo("51 GiB");
        assertThat(Say.tokens(78_600L)).isEqualTo("78.6k");
        assertThat(Say.tokens(1_047_576L)).startsWith("1").endsWith("M");
        assertThat(Say.number(1204L)).isEqualTo("1\u2009204");
        assertThat(Say.took(null) + Say.money(null, null) + Say.size(null)).isEmpty();
    }

    @Test
    void timesAreShortNearbyAndWholeFarAway() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant now = Instant.parse("2026-11-24T02:12:46Z");
        assertThat(Times.at(Instant.parse("2026-11-24T01:44:00Z"), now, zone)).isEqualTo("02:44");
        assertThat(Times.at(Instant.parse("2026-11-22T22:20:00Z"), now, zone)).isEqualTo("Sun 23:20");
        assertThat(Times.at(Instant.parse("2026-10-14T09:00:00Z"), now, zone)).isEqualTo("14 Oct");
        assertThat(Times.at(Instant.parse("2025-10-14T09:00:00Z"), now, zone)).isEqualTo("14 Oct 2025");
    }

    @Test
    void anAddressKeepsItsFiltersAndLeavesEmptyOnesOut() {
        Address address = new Address("/tasks", Map.of("state", "failed"));
        assertThat(address.with("cursor", "a b").toString()).isEqualTo("/tasks?cursor=a+b&state=failed");
        assertThat(address.with("state", " ").toString()).isEqualTo("/tasks");
    }
}
