package dev.koda.audit.retention;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.junit.jupiter.api.Test;

import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static dev.koda.audit.AuditFixtures.execute;
import static dev.koda.audit.AuditFixtures.number;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class RetentionTest {
    @Inject
    RetentionService retention;

    @Test
    void partitionsAreMadeAheadOfTime() {
        assertThat(number("SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit.records'::regclass"))
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void aMonthPastItsRetentionIsDroppedAndLeavesAnAnchor() throws Throwable {
        execute("""
                CREATE TABLE audit.records_2020_01 PARTITION OF audit.records
                  FOR VALUES FROM ('2020-01-01Z') TO ('2020-02-01Z');
                INSERT INTO audit.records_2020_01 (position, recorded_at, id, time, type, outcome, source, commitment,
                  prev_hash, hash)
                VALUES (-7, '2020-01-05Z', gen_random_uuid(), '2020-01-05Z', 'test.long.ago', 'success', '/test',
                  '\\x01', '\\x02', '\\x03');
                INSERT INTO audit.record_ids VALUES (gen_random_uuid(), '2020-01-01')""");
        VertxContextSupport.subscribeAndAwait(retention::run);
        assertThat(number("SELECT count(*) FROM pg_class WHERE relname = 'records_2020_01'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM audit.record_ids WHERE month = '2020-01-01'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM audit.chain_anchors WHERE position = -7"))
                .isEqualTo(1);
    }
}
