package dev.koda.audit.trail;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.audit.AuditFixtures;
import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.database.WithPostgres;
import dev.koda.platform.testkit.event.WithKafka;
import dev.koda.platform.testkit.token.WithStubIdentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Append-only is a right of the database, not a habit of the code. */
@QuarkusTest
@WithPostgres(Service.AUDIT)
@WithKafka
@WithStubIdentity
class AppendOnlyTest {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit.records SET outcome = 'success'",
                "DELETE FROM audit.records",
                "TRUNCATE audit.records",
                "DROP TABLE audit.records",
                "UPDATE audit.PARTITION SET outcome = 'success'",
                "DELETE FROM audit.PARTITION",
                "TRUNCATE audit.PARTITION",
                "INSERT INTO audit.PARTITION SELECT * FROM audit.records",
                "ALTER TABLE audit.records DETACH partition audit.PARTITION",
                "DELETE FROM audit.record_ids",
                "UPDATE audit.unreadable_messages SET reason = ''",
                "DELETE FROM audit.chain_anchors"
            })
    void theServicesOwnRoleIsRefused(String sql) throws SQLException {
        String month = YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy_MM"));
        try (Connection connection = AuditFixtures.service();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(sql.replace("PARTITION", "records_" + month)))
                    .satisfies(refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
        }
    }
}
