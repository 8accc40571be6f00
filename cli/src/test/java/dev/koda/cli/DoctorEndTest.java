package dev.koda.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** How the doctor's command ends. */
class DoctorEndTest {

    @Test
    void aCheckThatNobodyAnswersForIsNotGreen(@TempDir Path home) {
        CommandLine koda = KodaMain.commandLine().setErr(new PrintWriter(new StringWriter()));

        // a busy machine may not have looked at its disk within the doctor's seconds
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        koda.execute("doctor", "--dir", home.toString(), "--only", "host.disk"))
                .isZero());
        assertThat(koda.execute("doctor", "--dir", home.toString(), "--only", "host.disk,host.dsik"))
                .isEqualTo(3);
    }
}
