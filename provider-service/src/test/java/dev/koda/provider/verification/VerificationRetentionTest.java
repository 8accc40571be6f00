package dev.koda.provider.verification;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.provider.Calls;
import dev.koda.provider.WithMasterKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class VerificationRetentionTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HISTORY = "/api/control-plane/providers/perplexity/verifications";

    @Inject
    Pool pool;

    @Inject
    VerificationSchedule schedule;

    @Inject
    Verifications verifications;

    /** Other tests verify this vendor too. */
    @BeforeEach
    @AfterEach
    void clear() {
        pool.query("DELETE FROM verification WHERE provider_id = 'perplexity'")
                .execute()
                .await()
                .atMost(SOON);
    }

    @Test
    void aVerificationIsForgottenAfterItsTimeAndNotBefore() {
        insert(1, "dns", Duration.ofDays(91));
        insert(1, "auth", Duration.ofDays(89));
        insert(1, "models", Duration.ZERO);
        schedule.forget().await().atMost(SOON);
        Calls.as("viewer")
                .get(HISTORY)
                .then()
                .statusCode(200)
                .body("items.stage", contains("models", "auth"))
                .body("next_cursor", equalTo(null));
    }

    /** Younger than the time they are kept, so that the clock's own run leaves them alone. */
    @Test
    void aRunDeletesOneSliceAndTheNextTheRest() {
        insert(5_003, "dns", Duration.ofDays(60));
        Instant before = OffsetDateTime.now(ZoneOffset.UTC).minusDays(50).toInstant();
        assertThat(verifications.deleteBefore(before).await().atMost(SOON)).isEqualTo(5_000);
        assertThat(verifications.deleteBefore(before).await().atMost(SOON)).isEqualTo(3);
    }

    /** The younger the row, the greater its id, as the service itself would have made it. */
    private void insert(int rows, String stage, Duration age) {
        pool.preparedQuery("""
                        INSERT INTO verification (id, provider_id, verdict, stage, models, paid, trigger, duration_ms, checked_at)
                        SELECT lpad(to_hex((1000 - $4::int) * 100000 + n), 32, '0')::uuid, 'perplexity', 'usable', $2, '{}', false,
                               'scheduled', 1, $3 FROM generate_series(1, $1) AS n""")
                .execute(
                        Tuple.of(rows, stage, OffsetDateTime.now(ZoneOffset.UTC).minus(age), (int) age.toDays()))
                .await()
                .atMost(SOON);
    }
}
