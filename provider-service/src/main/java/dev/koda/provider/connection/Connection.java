package dev.koda.provider.connection;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.sealing.Secret;

/**
 * A vendor this installation can call, with its opened credential, as kept in memory. Immutable.
 *
 * @param access where and with what credential
 * @param priority smaller is tried earlier
 * @param models the models allowed; empty allows all
 * @param concurrency calls at one time; more wait a moment and are then refused
 * @param verification the newest one; empty before the first
 * @param verifyAttemptAt when a verification was last begun; null when never with this credential
 */
public record Connection(
        Vendor vendor,
        Access access,
        boolean enabled,
        boolean excluded,
        int priority,
        List<String> models,
        Timeouts timeouts,
        int concurrency,
        Optional<LastVerification> verification,
        Instant verifyAttemptAt,
        Instant updatedAt) {

    /** Priority of a connection nobody ordered. */
    static final int DEFAULT_PRIORITY = 100;

    /** Concurrent calls of a connection nobody bounded. */
    static final int DEFAULT_CONCURRENCY = 64;

    public Connection {
        models = List.copyOf(models);
    }

    /** Where a vendor is called and what is sent with every call; secrets do not print. */
    public record Access(
            URI baseUrl,
            Optional<Secret> credential,
            Map<String, Secret> headers,
            String organization,
            String project,
            String keyHint) {

        public Access {
            headers = Map.copyOf(headers);
        }

        /** The text with every secret of this connection masked. */
        public String masked(String text) {
            String masked = credential.map(secret -> secret.maskedIn(text)).orElse(text);
            for (Secret header : headers.values()) {
                masked = header.maskedIn(masked);
            }
            return masked;
        }
    }

    public String id() {
        return vendor.id();
    }

    /** Whether this is the offline model in the process. */
    public boolean rehearsal() {
        return "rehearsal".equals(vendor.kind());
    }

    /** Whether the operator lets this model be used. */
    public boolean allows(String model) {
        return models.isEmpty() || models.contains(model);
    }

    public boolean usable() {
        return verification.map(last -> last.verdict() == Verdict.USABLE).orElse(false);
    }

    public boolean unusable() {
        return verification.map(last -> last.verdict() == Verdict.UNUSABLE).orElse(false);
    }

    /** The state in one word: {@code disabled}, the last verdict, or {@code unverified}. */
    public String status() {
        if (!enabled) {
            return "disabled";
        }
        return verification.map(last -> last.verdict().wire()).orElse("unverified");
    }
}
