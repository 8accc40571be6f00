package dev.koda.provider.connection;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** A connection as stored: its secrets sealed. */
record ConnectionRow(
        String providerId,
        String sealedCredential,
        String sealedHeaders,
        String keyHint,
        String baseUrl,
        String organization,
        String project,
        boolean enabled,
        boolean excluded,
        int priority,
        List<String> models,
        Timeouts timeouts,
        int concurrency,
        OffsetDateTime verifyAttemptAt,
        Optional<LastVerification> verification,
        OffsetDateTime updatedAt) {

    static ConnectionRow of(Row row) {
        return new ConnectionRow(
                row.getString("provider_id"),
                row.getString("sealed_credential"),
                row.getString("sealed_headers"),
                row.getString("key_hint"),
                row.getString("base_url"),
                row.getString("organization"),
                row.getString("project"),
                row.getBoolean("enabled"),
                row.getBoolean("excluded"),
                row.getInteger("priority"),
                Arrays.asList(row.getArrayOfStrings("models")),
                new Timeouts(
                        row.getInteger("connect_ms"),
                        row.getInteger("first_token_ms"),
                        row.getInteger("idle_ms"),
                        row.getInteger("total_ms")),
                row.getInteger("concurrency"),
                row.getOffsetDateTime("verify_attempt_at"),
                verification(row),
                row.getOffsetDateTime("updated_at"));
    }

    /** The values in the order of {@link Connections#UPSERT}. */
    Tuple tuple() {
        return Tuple.from(new ArrayList<>(Arrays.asList(
                providerId,
                sealedCredential,
                sealedHeaders,
                keyHint,
                baseUrl,
                organization,
                project,
                enabled,
                excluded,
                priority,
                models.toArray(String[]::new),
                timeouts.connectMs(),
                timeouts.firstTokenMs(),
                timeouts.idleMs(),
                timeouts.totalMs(),
                concurrency,
                verifyAttemptAt,
                updatedAt,
                verification.isPresent())));
    }

    private static Optional<LastVerification> verification(Row row) {
        if (row.getString("verdict") == null) {
            return Optional.empty();
        }
        return Optional.of(new LastVerification(
                Verdict.of(row.getString("verdict")),
                row.getString("verify_stage"),
                row.getInteger("verify_status"),
                row.getString("verify_cause"),
                row.getOffsetDateTime("verified_at")
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant(),
                Arrays.asList(row.getArrayOfStrings("verified_models"))));
    }
}
