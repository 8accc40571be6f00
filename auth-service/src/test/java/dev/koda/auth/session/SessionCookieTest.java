package dev.koda.auth.session;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.koda.auth.settings.Houses;
import dev.koda.platform.boot.SecretsConfig;

import static org.assertj.core.api.Assertions.assertThat;

class SessionCookieTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final String OLD = "old-secret-old-secret-old-secret-1";
    private static final String NEW = "new-secret-new-secret-new-secret-2";

    @Test
    void duringARotationTheFormerSecretStillOpensAndAfterItNoMore() {
        String sealed = cookie(OLD).carrying("token", NOW.plusSeconds(60)).getValue();

        assertThat(cookie(NEW, OLD).token(sealed)).contains("token");
        assertThat(cookie(NEW).token(sealed)).isEmpty();
    }

    @Test
    void theFirstSecretSeals() {
        String sealed = cookie(NEW, OLD).carrying("token", NOW.plusSeconds(60)).getValue();

        assertThat(cookie(NEW).token(sealed)).contains("token");
        assertThat(sealed).doesNotContain("token");
    }

    private static SessionCookie cookie(String... secrets) {
        return new SessionCookie(
                new Given(List.of(secrets)), Houses.of("production", "token", null), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private record Given(List<String> values) implements SecretsConfig {
        @Override
        public Optional<List<String>> session() {
            return Optional.of(values);
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
            return Optional.empty();
        }
    }
}
