package dev.koda.gateway.headers;

import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.Environment;
import dev.koda.gateway.stub.RoutedServer;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityHeadersTest {
    @Test
    void inProductionBrowsersAreToldToStayWithHttps() {
        assertThat(get(new SecurityHeaders(Environment.production("https://koda.example")), "/login")
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .contains("max-age=31536000");
        assertThat(get(new SecurityHeaders(Environment.ofDevelopment()), "/login")
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void aPageRunsOnlyWhatCarriesItsOwnNonceAndIsNotKept() {
        SecurityHeaders headers = new SecurityHeaders(Environment.ofDevelopment());

        String policy = policyOf(get(headers, "/login"));

        assertThat(policy)
                .contains(
                        "default-src 'none'", "script-src 'self' 'nonce-", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(policyOf(get(headers, "/login"))).isNotEqualTo(policy);
        assertThat(get(headers, "/login").headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void whatAnApiAnswersIsNeverAPageEvenIfItSaysSo() {
        HttpResponse<String> answer =
                get(new SecurityHeaders(Environment.ofDevelopment()), "/api/control-plane/artifacts/1");

        assertThat(policyOf(answer)).isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    private static String policyOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static HttpResponse<String> get(SecurityHeaders headers, String path) {
        try (RoutedServer server = new RoutedServer(request -> {
            headers.prepare(request);
            request.response().putHeader("Content-Type", "text/html").end("<p>hello");
        })) {
            return server.get(path);
        }
    }
}
