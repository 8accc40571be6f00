package dev.koda.gateway.page.provider;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.koda.gateway.client.provider.Verification;

import static org.assertj.core.api.Assertions.assertThat;

class RungsTest {

    @Test
    void anAddressWithoutTlsHasNotPassedIt() {
        assertThat(tls("http://127.0.0.1:18555/v1")).isEqualTo("k-muted none, plain http");
        assertThat(tls("https://api.example.com/v1")).isEqualTo("k-ok ");
        assertThat(tls(null)).isEqualTo("k-ok ");
    }

    @Test
    void aVendorInTroubleIsNotCalledAnotherService() {
        assertThat(ProviderWords.remedy(seen("unproven", 500, "bad_response"))).startsWith("The vendor itself");
        assertThat(ProviderWords.remedy(seen("unusable", 200, "bad_response"))).contains("another service");
    }

    private static String tls(String address) {
        return Rungs.of(seen("usable", 200, null), address).list().stream()
                .filter(rung -> rung.title().equals("TLS"))
                .map(rung -> rung.tone() + " " + rung.note())
                .findFirst()
                .orElseThrow();
    }

    private static Verification seen(String verdict, int status, String cause) {
        return new Verification("v", verdict, "models", status, null, cause, null, 1L, "asked", false, List.of("m"));
    }
}
