package dev.koda.runtime.retention;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;
import dev.koda.runtime.RuntimeFixtures;
import dev.koda.runtime.WithRuntime;
import dev.koda.runtime.journal.Bridge;

import static org.assertj.core.api.Assertions.assertThat;

/** History goes by whole weeks, and what lies beside it goes with it. */
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

    @Inject
    Ids ids;

    @Inject
    WorkspaceRetention workspaces;

    @Test
    void weeksPastTheirDaysAreDroppedWithTheirJournalsUnlessATaskStillLives() throws Exception {
        makeWeek("2020w05", "2020-01-27", "2020-02-03", "completed");
        makeWeek("2020w06", "2020-02-03", "2020-02-10", "waiting_approval");

        // how many it dropped says nothing: the retention of the running service may have been first
        bridge.await(() -> retention.keepHouse(clock.instant()));
        assertThat(exists("task_2020w05")).isFalse();
        assertThat(exists("journal_2020w05")).isFalse();
        assertThat(exists("task_2020w06")).isTrue();
        asOwner("UPDATE runtime.task_2020w06 SET state = 'cancelled'");
        bridge.await(() -> retention.keepHouse(clock.instant()));
        assertThat(exists("task_2020w06")).isFalse();
    }

    @Test
    void workspacesGoWithTheirTasksAndNothingElseDoes() throws Exception {
        Path root = Path.of(RuntimeFixtures.setting("koda.runtime.tools.workspaces"));
        Path old = Files.createDirectories(root.resolve("016ff000-0000-7000-8000-000000000001/notes"));
        Files.writeString(old.resolve("a.txt"), "old");
        Path young = Files.createDirectories(root.resolve(ids.next().toString()));
        Path strange = Files.createDirectories(root.resolve("not-a-task"));

        workspaces.keepHouse(clock.instant());

        assertThat(old.getParent()).doesNotExist();
        assertThat(young).exists();
        assertThat(strange).exists();
    }

    @Test
    void decidedApprovalsGoWithTheirTasks() throws Exception {
        for (String status : List.of("approved", "pending")) {
            asOwner("""
                    INSERT INTO runtime.approval SELECT overlay(gen_random_uuid()::text placing '016ff000-0000-7' from 1)::uuid,
                           gen_random_uuid(), gen_random_uuid(), 1, 'c', 'old.tool', '{}', 'h', 'pure', 'approval', '', '%s',
                           now(), now() + interval '1 hour'""".formatted(status));
        }

        bridge.await(() -> retention.keepHouse(clock.instant()));

        List<String> left = bridge.await(() -> pool.query("SELECT status FROM approval WHERE tool = 'old.tool'")
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList()));
        assertThat(left).containsExactly("pending");
    }

    /** What froze inside a transaction must let go of its rows before its lease is over. */
    @Test
    void theDatabaseEndsTransactionsThatAreLeftAlone() {
        String limit = bridge.await(() -> pool.query("SHOW idle_in_transaction_session_timeout")
                .execute()
                .map(rows -> rows.iterator().next().getString(0)));

        assertThat(limit).isEqualTo("10s");
    }

    private void makeWeek(String week, String from, String to, String state) throws SQLException {
        for (String table : List.of("task", "journal")) {
            asOwner("""
                    CREATE TABLE runtime.%1$s_%2$s PARTITION OF runtime.%1$s
                       FOR VALUES FROM (runtime.id_floor('%3$s Z')) TO (runtime.id_floor('%4$s Z'))""".formatted(table, week, from, to));
        }
        asOwner("""
                INSERT INTO runtime.task (id, agent_id, agent_version, operator_id, operator_name, channel, input, limits,
                                          state, ready_at, created_at)
                SELECT runtime.id_floor('%s Z'), gen_random_uuid(), 1, 'old', 'old', 'api', '', '{}', '%s', now(), now()""".formatted(from, state));
    }

    private boolean exists(String table) {
        return bridge.await(() -> pool.query("SELECT to_regclass('runtime." + table + "') IS NOT NULL")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0)));
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        RuntimeFixtures.setting("quarkus.flyway.jdbc-url"),
                        RuntimeFixtures.setting("quarkus.flyway.username"),
                        RuntimeFixtures.setting("quarkus.flyway.password"));
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

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
