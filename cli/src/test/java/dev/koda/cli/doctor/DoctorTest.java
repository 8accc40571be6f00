package dev.koda.cli.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.MovableClock;
import dev.koda.cli.console.Console;
import dev.koda.cli.home.EnvFile;
import dev.koda.cli.home.Environment;
import dev.koda.cli.home.EnvironmentFiles;
import dev.koda.cli.home.KodaHome;
import dev.koda.cli.home.PortReservations;
import dev.koda.cli.home.Ports;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.DoctorJson;
import dev.koda.platform.doctor.DoctorReport;
import dev.koda.platform.doctor.Status;
import dev.koda.platform.embedded.process.FreePort;

import static org.assertj.core.api.Assertions.assertThat;

/** The doctor of a home in which nothing runs. */
class DoctorTest {

    @TempDir
    Path folder;

    private final Map<String, String> caller = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Console console;
    private KodaHome home;

    @BeforeEach
    void newHome() {
        home = new KodaHome(folder.resolve("home"));
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        console = new Console(stream, stream, false);
        Ports.DEFAULTS.keySet().forEach(variable -> caller.put(variable, Integer.toString(FreePort.next())));
        caller.put("WEB_PORT", Integer.toString(FreePort.next()));
        files().complete(words -> {});
    }

    private EnvironmentFiles files() {
        return new EnvironmentFiles(
                home,
                caller,
                new Ports(
                        (variable, port) -> true,
                        FreePort::next,
                        new PortReservations(folder.resolve("ports"), Clock.systemUTC())));
    }

    private Environment environment() {
        return files().read();
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

        ReportView.show(report, console);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("fail storage.postgres", "→", "koda logs postgres", "pass bootstrap.dsn");
    }

    /** The doctor takes about five seconds; the rest is room for a build machine that is busy. */
    private DoctorReport examinedInTime() {
        long start = System.nanoTime();
        DoctorReport report = new Doctor(environment(), new MovableClock()).examine();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        return report;
    }

    @Test
    void doesNotTakeSilenceForHealth() throws Exception {
        try (java.net.ServerSocket hanging =
                new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            for (String variable :
                    new String[] {"WEB_PORT", "KODA_AUTH_PORT", "KODA_POSTGRES_PORT", "KODA_KAFKA_PORT", "KODA_S3_PORT"
                    }) {
                caller.put(variable, Integer.toString(hanging.getLocalPort()));
            }
            DoctorReport report = examinedInTime();
            for (String id :
                    new String[] {"storage.postgres", "kafka.reachable", "storage.bucket", "dashboard.reachable"}) {
                assertThat(check(report, id).status()).as(id).isIn(Status.FAIL, Status.WARN);
            }
        }
    }

    @Test
    void repeatsTheWordsOfTheBoot() {
        caller.put("KODA_ENV", "production");
        caller.put("CONTROL_PLANE_AUTH_MODE", "development");
        caller.put("WEB_OPERATOR_SESSION_SECRET", "short");
        Environment environment = environment();
        Stream<Check> red =
                new BootstrapChecks(environment).run().stream().filter(check -> check.status() == Status.FAIL);
        assertThat(red)
                .extracting(Check::message)
                .containsExactlyInAnyOrderElementsOf(environment.refusals().stream()
                        .map(refusal -> refusal.line())
                        .toList());
    }

    @Test
    void findsAndRepairsOpenFilesAndMissingSecrets() throws IOException {
        Files.setPosixFilePermissions(home.envFile(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(home.masterKey(), PosixFilePermissions.fromString("rw-rw----"));
        Files.createDirectories(home.data().resolve("postgres"));
        String before = Files.readString(home.envFile());
        Files.writeString(home.envFile(), before.replaceAll("(?m)^KODA_SERVICE_KEY=.*\n", ""));
        assertThat(new BootstrapChecks(environment()).run())
                .filteredOn(check -> check.status() == Status.FAIL)
                .extracting(Check::id)
                .containsExactly("bootstrap.service_key", "bootstrap.master_key", "bootstrap.env_file_mode");

        new Repairs(environment(), console, new MovableClock()).run();

        assertThat(new BootstrapChecks(environment()).run()).allMatch(check -> check.status() == Status.PASS);
        assertThat(new EnvFile(home.envFile()).read()).containsKey("KODA_SERVICE_KEY");
        assertThat(home.root().resolve(".env.before-20260131-120000")).exists();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("will mint KODA_SERVICE_KEY", "to undo: mv ");

        new Repairs(environment(), console, new MovableClock()).run();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("nothing here is for --fix to repair");
    }

    @Test
    void looksIntoTheMasterKey() throws IOException {
        Files.writeString(home.masterKey(), "c2hvcnQ=\n");
        assertThat(masterKey().message()).contains("that is no key");
        Files.writeString(home.masterKey(), "not base64 at all!\n");
        assertThat(masterKey().status()).isEqualTo(Status.FAIL);
        Files.delete(home.masterKey());
        assertThat(masterKey().message()).contains("no file ");
    }

    private Check masterKey() {
        return new BootstrapChecks(environment())
                .run().stream()
                        .filter(check -> check.id().equals("bootstrap.master_key"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void namesAFullDiskAndAKillFromTheLogOfPostgres() {
        assertThat(PostgresLog.trouble(Stream.of("ready", "PANIC:  could not write: No space left on device", "end")))
                .get()
                .asString()
                .startsWith("the disk is full");
        assertThat(PostgresLog.trouble(Stream.of("server process (PID 7) was terminated by signal 9: Killed")))
                .get()
                .asString()
                .startsWith("killed");
        assertThat(PostgresLog.trouble(home)).isEmpty();
    }

    @Test
    void seesAPortThatSomebodyElseHolds() throws IOException {
        try (java.net.ServerSocket other = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            caller.put("KODA_AUDIT_PORT", Integer.toString(other.getLocalPort()));
            DoctorReport report = new Doctor(environment(), new MovableClock()).examine();
            assertThat(check(report, "host.ports").message()).contains("KODA_AUDIT_PORT=" + other.getLocalPort());
        }
    }

    @Test
    void judgesThePublicAddressAndTheCookie() {
        caller.put("KODA_ENV", "production");
        caller.put("WEB_PUBLIC_BASE_URL", "http://127.0.0.1:" + FreePort.next());
        assertThat(new DashboardChecks(environment(), new MovableClock()).run())
                .extracting(Check::id, Check::status)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("dashboard.proxy", Status.FAIL),
                        org.assertj.core.groups.Tuple.tuple("dashboard.cookie", Status.FAIL));
    }
}
