package dev.koda.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.MovableClock;
import dev.koda.cli.console.HeardConsole;
import dev.koda.cli.home.EnvFile;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class RepairsTest {

    @TempDir
    Path folder;

    private final HeardConsole console = HeardConsole.plain();
    private QuietHome home;

    @BeforeEach
    void newHome() {
        home = new QuietHome(folder);
    }

    @Test
    void findsAndRepairsOpenFilesAndMissingSecrets() throws IOException {
        Files.setPosixFilePermissions(home.files().envFile(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(home.files().masterKey(), PosixFilePermissions.fromString("rw-rw----"));
        Files.createDirectories(home.files().data().resolve("postgres"));
        String before = Files.readString(home.files().envFile());
        Files.writeString(home.files().envFile(), before.replaceAll("(?m)^KODA_SERVICE_KEY=.*\n", ""));
        assertThat(new BootstrapChecks(home.environment()).run())
                .filteredOn(check -> check.status() == Status.FAIL)
                .extracting(Check::id)
                .containsExactly("bootstrap.service_key", "bootstrap.master_key", "bootstrap.env_file_mode");

        new Repairs(home.environment(), console.console(), new MovableClock()).run();

        assertThat(new BootstrapChecks(home.environment()).run()).allMatch(check -> check.status() == Status.PASS);
        assertThat(new EnvFile(home.files().envFile()).read()).containsKey("KODA_SERVICE_KEY");
        assertThat(home.files().root().resolve(".env.before-20260131-120000")).exists();
        assertThat(console.said()).contains("will mint KODA_SERVICE_KEY", "to undo: mv ");

        new Repairs(home.environment(), console.console(), new MovableClock()).run();
        assertThat(console.said()).contains("nothing here is for --fix to repair");
    }
}
