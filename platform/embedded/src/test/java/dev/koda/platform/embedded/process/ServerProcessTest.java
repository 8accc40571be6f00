package dev.koda.platform.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final int port = FreePort.next();

    private ServerProcess launch(String... command) {
        return ServerProcess.launch("sleeper", List.of(command), Map.of(), port, ServerFiles.below(home, "sleeper"));
    }

    @Test
    void endsWithItsGuardian() {
        ServerProcess guardian = launch("sleep", "300");
        ServerProcess server = ServerProcess.launch(
                        "guarded", List.of("sleep", "300"), Map.of(), 0, ServerFiles.below(home, "guarded"))
                .guarded(StartOptions.boundTo(guardian.process().pid()), "INT");
        assertThat(server.isAlive()).isTrue();

        guardian.kill();

        assertThat(Deadline.in(PATIENCE).await(() -> !server.isAlive())).isTrue();
    }

    @Test
    void isFoundAgainByItsPidFileOnlyWhileItRuns() {
        ServerProcess server = launch("sleep", "300");
        ServerFiles files = ServerFiles.below(home, "sleeper");
        assertThat(ServerProcess.adopt("sleeper", files)).contains(server);

        PidFile pidFile = new PidFile(files.pid());
        pidFile.write(
                new LiveProcess(
                        server.process().pid(), server.process().startedAt().minusSeconds(60)),
                port);
        assertThat(ServerProcess.adopt("sleeper", files)).as("a reused number").isEmpty();

        server.kill();
        pidFile.write(server.process(), port);
        assertThat(ServerProcess.adopt("sleeper", files)).isEmpty();
    }

    @Test
    void saysWhyAServerDidNotComeUp() throws IOException {
        Path told = home.resolve("told"); // it ends when told to, so that it is seen alive first
        ServerProcess server =
                launch("sh", "-c", "echo the disk is full; while [ ! -e " + told + " ]; do sleep 0.1; done; exit 3");
        Files.createFile(told);
        assertThatThrownBy(() -> server.awaitReady(StartOptions.detached(), () -> false))
                .isInstanceOf(ServerNotStarted.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("sleeper ended");
    }

    @Test
    void repeatsTheComplaintAndNotTheStackTrace() {
        assertThat(LastWords.of(List.of(
                        "starting",
                        "ERROR cannot start",
                        "\tat a.b.C.d(C.java:1)",
                        "Caused by: java.io.IOException: no room",
                        "\tat a.b.C.e(C.java:2)",
                        "\t... 9 more",
                        "")))
                .isEqualTo("Caused by: java.io.IOException: no room");
        assertThat(LastWords.of(List.of("one", "two", "three", "four"))).isEqualTo("two | three | four");
    }

    @Test
    void givesUpAndKillsAServerThatNeverAnswers() {
        ServerProcess server = launch("sleep", "300");
        StartOptions brief = StartOptions.detached().withTimeout(Duration.ofMillis(200));
        assertThatThrownBy(() -> server.awaitReady(brief, () -> false)).hasMessageContaining("did not answer");
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void isNotReadyWhenAStrangerAnswersOnItsPort() throws Exception {
        try (java.net.ServerSocket stranger =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = stranger.getLocalPort();
            assertThat(PortHolder.of(port))
                    .get()
                    .returns(ProcessHandle.current().pid(), PortHolder::pid);
            assertThatThrownBy(() -> ServerProcess.launch(
                            "late", List.of("sleep", "300"), Map.of(), port, ServerFiles.below(home, "late")))
                    .hasMessageContaining(
                            "is held by process " + ProcessHandle.current().pid());

            ServerProcess sleeper = launch("sleep", "300");
            ServerProcess deceived =
                    new ServerProcess("deceived", sleeper.process(), port, ServerFiles.below(home, "sleeper"));
            StartOptions brief = StartOptions.detached().withTimeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> deceived.awaitReady(brief, () -> true)).isInstanceOf(ServerNotStarted.class);
        }
    }

    @Test
    void killsWhatDoesNotHeedItsSignal() {
        ServerProcess server = launch("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done");
        Path log = ServerFiles.below(home, "sleeper").log();
        assertThat(Deadline.in(PATIENCE).await(() -> LastWords.of(log).equals("deaf")))
                .isTrue();
        assertThat(server.stop("TERM", Duration.ofMillis(500))).isFalse();
        assertThat(server.isAlive()).isFalse();
    }
}
