package dev.koda.platform.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.vertx.core.http.HttpServerRequest;

import dev.koda.platform.boot.DerivedSecrets;
import dev.koda.platform.boot.SecretsConfig;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Carries the client's address from the gateway to the services so that nobody else can claim one: header
 * {@value #HEADER}, value {@code <address>;<unix seconds>;<base64url HMAC-SHA256>}, key derived from the service key.
 *
 * <p>A value older or newer than a minute is not believed, which bounds the use of a copied one; the minute leaves
 * room for clocks that differ. Safe for use by several threads.
 */
@ApplicationScoped
public class ClientAddress {

    public static final String HEADER = "X-Koda-Client";

    private static final Duration VALIDITY = Duration.ofMinutes(1);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int PARTS = 3;
    private static final int MAX_LENGTH = 256;

    private final Optional<SecretKeySpec> key;
    private final Clock clock;

    @Inject
    public ClientAddress(SecretsConfig secrets, Clock clock) {
        this.key = secrets.serviceKey().map(ClientAddress::keyOf);
        this.clock = clock;
    }

    /** The header value for an address; fails with {@link IllegalStateException} without a service key. */
    public String sign(String address) {
        String signed = address + ";" + clock.instant().getEpochSecond();
        return signed + ";" + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(signed));
    }

    /** The address in a header value; empty when it is missing, malformed, too old, or not signed with our key. */
    public Optional<String> verify(String headerValue) {
        if (headerValue == null || key.isEmpty() || headerValue.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = headerValue.split(";", -1);
        return parts.length == PARTS && isAuthentic(parts) && isFresh(parts[1])
                ? Optional.of(parts[0])
                : Optional.empty();
    }

    /** The client behind a request: as the gateway signed it, else the address of the connection. */
    public String of(HttpServerRequest request) {
        return verify(request.getHeader(HEADER))
                .orElseGet(() -> request.remoteAddress() == null
                        ? ""
                        : request.remoteAddress().hostAddress());
    }

    private boolean isAuthentic(String[] parts) {
        try {
            byte[] claimed = Base64.getUrlDecoder().decode(parts[2]);
            return MessageDigest.isEqual(claimed, mac(parts[0] + ";" + parts[1]));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private boolean isFresh(String unixSeconds) {
        try {
            Instant signedAt = Instant.ofEpochSecond(Long.parseLong(unixSeconds));
            return Duration.between(signedAt, clock.instant()).abs().compareTo(VALIDITY) <= 0;
        } catch (NumberFormatException | DateTimeException notATime) {
            return false;
        }
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.orElseThrow(() -> new IllegalStateException("KODA_SERVICE_KEY is not set")));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no HmacSHA256", impossible);
        }
    }

    private static SecretKeySpec keyOf(String serviceKey) {
        return new SecretKeySpec(DerivedSecrets.bytes(serviceKey, "client-address", KEY_BYTES), ALGORITHM);
    }
}
