package dev.koda.auth.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

import dev.koda.auth.secret.Sealer;
import dev.koda.auth.settings.House;
import dev.koda.platform.boot.DerivedSecrets;
import dev.koda.platform.boot.SecretsConfig;

/**
 * The cookie that carries a session: the token sealed with a key derived from {@code WEB_OPERATOR_SESSION_SECRET}. During
 * a rotation of that secret the former one still opens; without it every old cookie is void.
 */
@ApplicationScoped
public class SessionCookie {

    /** Name of the cookie. */
    public static final String NAME = "koda_operator_session";

    /** A sealed token is 95 characters; more is noise. */
    private static final int MAX_LENGTH = 512;

    private final List<Sealer> sealers;
    private final boolean secure;
    private final Clock clock;

    SessionCookie(SecretsConfig secrets, House house, Clock clock) {
        this.sealers = secrets.session().orElseThrow().stream()
                .map(secret -> new Sealer(DerivedSecrets.bytes(secret, "session-cookie", 32)))
                .toList();
        this.secure = house.secureCookies();
        this.clock = clock;
    }

    /** The cookie to set for {@code token} until {@code expiresAt}. */
    NewCookie carrying(String token, Instant expiresAt) {
        byte[] sealed = sealers.getFirst().seal(token.getBytes(StandardCharsets.US_ASCII), NAME);
        int seconds =
                Math.toIntExact(Duration.between(clock.instant(), expiresAt).toSeconds());
        return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), seconds);
    }

    /** The cookie that takes the session's cookie away. */
    public NewCookie cleared() {
        return cookie("", 0);
    }

    /** The token inside {@code value}, or empty when it was not sealed here. */
    Optional<String> token(String value) {
        if (value.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(value);
            return sealers.stream()
                    .flatMap(sealer -> sealer.open(sealed, NAME).stream())
                    .map(plain -> new String(plain, StandardCharsets.US_ASCII))
                    .findFirst();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private NewCookie cookie(String value, int maxAgeSeconds) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge(maxAgeSeconds)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
