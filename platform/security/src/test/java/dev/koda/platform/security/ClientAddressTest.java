package dev.koda.platform.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClientAddressTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T08:00:00Z"));
    private final ClientAddress addresses = new ClientAddress(Secrets.of("one key"), clock);

    @Test
    void whatWasSignedIsRead() {
        assertThat(addresses.verify(addresses.sign("2001:db8::7"))).contains("2001:db8::7");
    }

    @Test
    void aMinuteLaterItIsNotBelieved() {
        String header = addresses.sign("203.0.113.9");
        clock.pass(Duration.ofSeconds(61));
        assertThat(addresses.verify(header)).isEmpty();
    }

    @Test
    void anotherKeyIsNotOurs() {
        String foreign = new ClientAddress(Secrets.of("other key"), clock).sign("203.0.113.9");
        assertThat(addresses.verify(foreign)).isEmpty();
    }

    @Test
    void aChangedAddressIsNotBelieved() {
        assertThat(addresses.verify(addresses.sign("203.0.113.9").replace("113.9", "113.8")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "203.0.113.9", "a;b", "a;b;c", "a;1;%%", "a;99999999999999999;AAAA", "a;b;c;d"})
    void whatIsMalformedIsNotBelieved(String header) {
        assertThat(addresses.verify(header)).isEmpty();
    }

    @Test
    void withoutAKeyNothingIsSignedAndNothingBelieved() {
        ClientAddress keyless = new ClientAddress(new Secrets(Optional.empty()), clock);

        assertThatThrownBy(() -> keyless.sign("203.0.113.9")).isInstanceOf(IllegalStateException.class);
        assertThat(keyless.verify(addresses.sign("203.0.113.9"))).isEmpty();
        assertThat(keyless.verify(null)).isEmpty();
    }
}
