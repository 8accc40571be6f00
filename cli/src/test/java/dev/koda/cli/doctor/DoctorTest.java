package dev.koda.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.MovableClock;
import dev.koda.cli.console.HeardConsole;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.DoctorJson;
import dev.koda.platform.doctor.DoctorReport;
import dev.koda.platform.doctor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/** The doctor of a home in which nothing runs. */
class DoctorTest {

    @TempDir
    Path folder;

    private final HeardConsole console = HeardConsole.plain();
    private QuietHome home;

    @BeforeEach
    void newHome() {
        home = new QuietHome(folder);
    }

    private static Check check(DoctorReport report, String id) {
        return report.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + id));
    }

    @Test
    void answersWithinSecondsAndNamesEveryPartWhenEverythingIsDown() {
        DoctorReport report = examinedInTime();
        assertThat(report.checks().stream()
                        .filter(check -> check.status() == Status.FAIL)
                        .map(Check::id))
                .contains(
                        "storage.postgres",
                        "kafka.reachable",
                        "storage.bucket",
                        "dashboard.reachable",
                        "service.auth",
                        "service.gateway")
                .doesNotContain("bootstrap.dsn", "host.ports", "bootstrap.master_key");
        assertThat(report.checks())
                .filteredOn(check -> check.status() == Status.FAIL)
                .allSatisfy(check -> assertThat(check.hint()).contains("koda "));
        assertThat(DoctorJson.read(DoctorJson.write(report)).schema()).isEqualTo("koda.doctor/1");

        ReportView.show(report, console.console());
        assertThat(console.said()).contains("fail storage.postgres", "→", "koda logs postgres", "pass bootstrap.dsn");
    }

    /** The doctor takes about five seconds; the rest is room for a build machine that is busy. */
    private DoctorReport examinedInTime() {
        long start = System.nanoTime();
        DoctorReport report = new Doctor(home.environment(), new MovableClock()).examine();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        return report;
    }

    @Test
    void doesNotTakeSilenceForHealth() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (String variable :
                    new String[] {"WEB_PORT", "KODA_AUTH_PORT", "KODA_POSTGRES_PORT", "KODA_KAFKA_PORT", "KODA_S3_PORT"
                    }) {
                home.caller().put(variable, Integer.toString(hanging.getLocalPort()));
            }
            DoctorReport report = examinedInTime();
            for (String id :
                    new String[] {"storage.postgres", "kafka.reachable", "storage.bucket", "dashboard.reachable"}) {
                assertThat(check(report, id).status()).as(id).isIn(Status.FAIL, Status.WARN);
            }
        }
    }

    @Test
    void seesAPortThatSomebodyElseHolds() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            home.caller().put("KODA_AUDIT_PORT", Integer.toString(other.getLocalPort()));
            DoctorReport report = new Doctor(home.environment(), new MovableClock()).examine();
            assertThat(check(report, "host.ports").message()).contains("KODA_AUDIT_PORT=" + other.getLocalPort());
        }
    }
}
