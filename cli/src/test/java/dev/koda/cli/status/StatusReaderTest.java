package dev.koda.cli.status;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.home.KodaHome;
import dev.koda.cli.home.MadeUpMachine;
import dev.koda.cli.home.Ports;
import dev.koda.cli.stack.Part;
import dev.koda.cli.stack.RunFiles;
import dev.koda.platform.embedded.process.FreePort;
import dev.koda.platform.embedded.process.LiveProcess;
import dev.koda.platform.embedded.process.PidFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class StatusReaderTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void callsAPartDownThatTakesCallsAndNeverAnswers() throws Exception {
        MadeUpMachine machine = new MadeUpMachine(folder);
        KodaHome home = machine.home("home");
        Ports.DEFAULTS.keySet().forEach(port -> machine.caller().put(port, Integer.toString(FreePort.next())));
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            machine.caller().put("WEB_PORT", Integer.toString(mute.getLocalPort()));
            machine.complete(home);
            RunFiles files = new RunFiles(home);
            new PidFile(files.files(Part.WEB).pid())
                    .write(LiveProcess.find(ProcessHandle.current().pid()).orElseThrow(), mute.getLocalPort());

            StackStatus status = assertTimeoutPreemptively(
                    LIMIT, () -> new StatusReader(machine.files(home).read(), files).read());

            assertThat(status.services()).hasSize(Part.values().length);
            assertThat(status.services().getLast())
                    .extracting(ServiceStatus::name, ServiceStatus::state, ServiceStatus::health)
                    .containsExactly("web", "orphaned", "down");
        }
    }
}
