package dev.koda.provider.usage;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

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
import dev.koda.provider.WithMasterKey;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres(Service.PROVIDER)
@WithKafka
@WithStubIdentity
@WithMasterKey
class UsageRetentionTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    @Inject
    UsageRetention retention;

    @BeforeEach
    @AfterEach
    void clear() {
        pool.query("DELETE FROM usage_record WHERE task_id IN ('old', 'young', 'sliced')")
                .execute()
                .await()
                .atMost(SOON);
    }

    @Test
    void usageIsForgottenAfterItsTimeAndNotBefore() {
        insert("old", Duration.ofDays(401));
        insert("young", Duration.ofDays(399));
        retention.forget().await().atMost(SOON);
        assertThat(count("old")).isZero();
        assertThat(count("young")).isEqualTo(1);
    }

    /** Younger than the time it is kept, so that the clock's own run leaves it alone. */
    @Test
    void moreThanOneSliceGoesInOneRunAndARunHasAnEnd() {
        for (int row = 0; row < 7; row++) {
            insert("sliced", Duration.ofDays(300));
        }
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minusDays(250);
        retention.slices(before, 2, 2).await().atMost(SOON);
        assertThat(count("sliced")).isEqualTo(3);
        retention.slices(before, 100, 2).await().atMost(SOON);
        assertThat(count("sliced")).isZero();
    }

    private void insert(String task, Duration age) {
        pool.preparedQuery("""
                        INSERT INTO usage_record (id, at, provider, model, task_id, input, cached, output, reasoning,
                            estimated, outcome, duration_ms) VALUES ($1, $2, 'openai', 'm', $3, 0, 0, 0, 0, false, 'stop', 1)""")
                .execute(Tuple.of(
                        UUID.randomUUID(), OffsetDateTime.now(ZoneOffset.UTC).minus(age), task))
                .await()
                .atMost(SOON);
    }

    private long count(String task) {
        return pool.preparedQuery("SELECT count(*) FROM usage_record WHERE task_id = $1")
                .execute(Tuple.of(task))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }
}
