package dev.koda.platform.boot;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresDsnTest {

    @Test
    void allPartsAreRead() {
        assertThat(PostgresDsn.parse("postgresql://ko%3Ada:p%40s%2Fs+%24@db_1:6432/koda?sslmode=require"))
                .isEqualTo(new PostgresDsn("ko:da", "p@s/s+$", "db_1", 6432, "koda", Optional.of("require")));
    }

    @Test
    void thePortHasADefaultAndTheSchemeAShortForm() {
        PostgresDsn dsn = PostgresDsn.parse("postgres://koda:x@[::1]/koda");

        assertThat(dsn.port()).isEqualTo(5432);
        assertThat(dsn.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/koda");
        assertThat(dsn.reactiveUrl()).isEqualTo("postgresql://[::1]:5432/koda");
    }

    @Test
    void itsTextIsADsnAgainAndIsNeverLogged() {
        PostgresDsn dsn = PostgresDsn.parse("postgresql://koda:p%40ss@db:5432/koda?sslmode=prefer");

        assertThat(PostgresDsn.parse(dsn.text())).isEqualTo(dsn);
        assertThat(dsn).hasToString("postgresql://koda:***@db:5432/koda?sslmode=prefer");
        assertThat(dsn.as("koda_auth", "x").user()).isEqualTo("koda_auth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://koda:s3cr3t@db",
                "postgresql://koda@db/koda",
                "postgresql://koda:s3cr3t@db:port/koda",
                "postgresql://koda:s3cr3t@db:0/koda",
                "postgresql://koda:s3cr3t@db/koda?sslmode=require&user=x",
                "jdbc:postgresql://koda:s3cr3t@db/koda",
                "koda:s3cr3t"
            })
    void whatIsNoDsnIsRefusedWithoutShowingThePassword(String text) {
        assertThatThrownBy(() -> PostgresDsn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cr3t");
    }
}
