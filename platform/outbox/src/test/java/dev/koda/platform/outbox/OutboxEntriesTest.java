package dev.koda.platform.outbox;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.koda.platform.testkit.server.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxEntriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As many as take minutes when each is compared with each. */
    private static final String MANY = """
            INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, headers, recorded_at)
            SELECT gen_random_uuid(), 'topic', 'key ' || n, 'type', '{}', '{}', now()
              FROM generate_series(1, 10000) n""";

    @Test
    void thousandsAreClaimedQuicklyFromATableThatTheDatabaseBelievesEmpty() {
        try (Workbench bench = new Workbench(TestServers.kafka())) {
            bench.database.execute("ALTER TABLE outbox SET (autovacuum_enabled = off)");
            bench.database.execute(MANY);
            bench.database.execute("DELETE FROM outbox WHERE sequence < (SELECT max(sequence) FROM outbox)");
            bench.database.execute("VACUUM ANALYZE outbox");
            bench.database.execute(MANY);

            assertThat(bench.entries.claim().await().atMost(PATIENCE))
                    .hasSize(bench.config.batchSize())
                    .extracting(OutboxEntry::key)
                    .startsWith("key 10000", "key 1", "key 2");
        }
    }
}
