package dev.koda.cli.doctor;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.home.KodaHome;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresLogTest {

    @Test
    void namesAFullDiskAndAKillFromTheLogOfPostgres(@TempDir Path folder) {
        assertThat(PostgresLog.trouble(Stream.of("ready", "PANIC:  could not write: No space left on device", "end")))
                .get()
                .asString()
                .startsWith("the disk is full");
        assertThat(PostgresLog.trouble(Stream.of("server process (PID 7) was terminated by signal 9: Killed")))
                .get()
                .asString()
                .startsWith("killed");
        assertThat(PostgresLog.trouble(new KodaHome(folder))).isEmpty();
    }
}
