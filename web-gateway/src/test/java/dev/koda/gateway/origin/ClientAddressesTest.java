package dev.koda.gateway.origin;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.gateway.stub.Environment;
import dev.koda.gateway.stub.RoutedServer;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                       | 203.0.113.7",
                "1.2.3.4, 203.0.113.7              | 203.0.113.7",
                "1.2.3.4, 203.0.113.7, 10.1.1.1    | 203.0.113.7",
                "10.1.1.1, 10.1.1.2                | 10.1.1.1",
                "nonsense, 10.1.1.2                | 10.1.1.2",
                "2001:db8::1                       | 2001:db8:0:0:0:0:0:1"
            })
    void fromATrustedProxyTheRightMostUntrustedEntryIsTheClient(String forwarded, String client) {
        assertThat(addressSeen(Environment.ofDevelopment(), "X-Forwarded-For", forwarded))
                .isEqualTo(client);
    }

    @Test
    void fromAnyoneElseTheHeaderIsIgnored() {
        Environment trustsNobody = new Environment("development", "token", Optional.empty(), List.of("10.0.0.0/8"));

        assertThat(addressSeen(trustsNobody, "X-Forwarded-For", "203.0.113.7")).isEqualTo("127.0.0.1");
    }

    private static String addressSeen(Environment environment, String... headers) {
        ClientAddresses addresses = new ClientAddresses(environment);
        try (RoutedServer server = new RoutedServer(request -> request.end(addresses.of(request.request())))) {
            return server.get("/", headers).body();
        }
    }
}
