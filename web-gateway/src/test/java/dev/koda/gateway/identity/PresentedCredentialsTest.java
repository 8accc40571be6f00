package dev.koda.gateway.identity;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.origin.ClientAddresses;
import dev.koda.gateway.origin.SameOrigin;
import dev.koda.gateway.stub.Environment;
import dev.koda.gateway.stub.RoutedServer;
import dev.koda.platform.boot.SecretsConfig;

import static org.assertj.core.api.Assertions.assertThat;

class PresentedCredentialsTest {
    private static final String BREAK_GLASS = "break-glass-token-of-the-host";

    private final RoutedServer development = server(Environment.ofDevelopment());
    private final RoutedServer production = server(Environment.production("https://koda.example"));

    @AfterEach
    void close() {
        development.close();
        production.close();
    }

    @Test
    void inDevelopmentSignInThisHostNeedsNothing() {
        assertThat(development.get("/").body()).isEqualTo("development");
        assertThat(production.get("/").body()).isEqualTo("none");
    }

    @Test
    void developmentSignInEndsWhereAProxyStandsBetween() {
        assertThat(development.get("/", "X-Forwarded-For", "127.0.0.1").body()).isEqualTo("none");
        assertThat(development.get("/", "Forwarded", "for=127.0.0.1").body()).isEqualTo("none");
    }

    @Test
    void theBreakGlassTokenIsTakenFromThisHostOnly() {
        String bearer = "Bearer " + BREAK_GLASS;

        assertThat(production.get("/", "Authorization", bearer).body()).isEqualTo("break_glass");
        assertThat(production
                        .get("/", "Authorization", bearer, "X-Forwarded-For", "203.0.113.7")
                        .body())
                .isEqualTo("unusable");
        assertThat(production.get("/", "Authorization", bearer + "x").body()).isEqualTo("unusable");
    }

    @Test
    void aBearerGoesBeforeACookie() {
        String cookie = PresentedCredentials.COOKIE + "=sealed";

        assertThat(production.get("/", "Cookie", cookie).body()).isEqualTo("session");
        assertThat(production
                        .get("/", "Cookie", cookie, "Authorization", "Bearer kpat_x")
                        .body())
                .isEqualTo("api_token");
        assertThat(production
                        .get("/", "Cookie", cookie, "Authorization", "Basic dTpw")
                        .body())
                .isEqualTo("unusable");
    }

    @Test
    void anOverlongCredentialIsNotLookedAt() {
        assertThat(production
                        .get("/", "Authorization", "Bearer kpat_" + "x".repeat(5000))
                        .body())
                .isEqualTo("unusable");
    }

    private static RoutedServer server(Environment environment) {
        ClientAddresses addresses = new ClientAddresses(environment);
        PresentedCredentials credentials =
                new PresentedCredentials(addresses, new SameOrigin(addresses, environment), new Secrets(), environment);
        return new RoutedServer(request -> request.end(credentials.in(request).toString()));
    }

    private record Secrets() implements SecretsConfig {
        @Override
        public Optional<List<String>> session() {
            return Optional.empty();
        }

        @Override
        public Optional<String> serviceKey() {
            return Optional.empty();
        }

        @Override
        public Path masterKeyFile() {
            return Path.of("/nowhere");
        }

        @Override
        public Optional<String> apiToken() {
            return Optional.of(BREAK_GLASS);
        }
    }
}
