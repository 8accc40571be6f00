package dev.koda.runtime.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.journal.Bridge;

import static org.assertj.core.api.Assertions.assertThat;

/** History goes by whole weeks. */
@QuarkusTest
@WithPostgres(Service.RUNTIME)
@WithKafka
@WithStubIdentity
@WithRuntime
class TaskRetentionTest {
    @Inject
    TaskRetention retention;

    @Inject
    Bridge bridge;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @Test
    void weeksAheadAreMadeAndPresentOnesKept() {
        String task = RuntimeFixtures.submit(RuntimeFixtures.agent(), "kept");
        RuntimeFixtures.finished(task);
        Instant now = clock.instant();

        bridge.await(() -> retention.keepHouse(now.plus(Duration.ofDays(60))));

        assertThat(RuntimeFixtures.task(task).getString("status")).isEqualTo("completed");
        long weeks =
                bridge.await(() -> pool.query("SELECT count(*) FROM pg_inherits WHERE inhparent = 'task'::regclass")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0)));
        assertThat(weeks).isGreaterThanOrEqualTo(13);
        long inRest = bridge.await(() -> pool.query("SELECT count(*) FROM task_rest")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0)));
        assertThat(inRest).isZero();
    }
}
