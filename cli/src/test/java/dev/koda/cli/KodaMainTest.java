package dev.koda.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import dev.koda.cli.console.Json;
import dev.koda.cli.home.MadeUpMachine;

import static org.assertj.core.api.Assertions.assertThat;

class KodaMainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = KodaMain.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    /** What a command that must succeed writes to standard output, which is one JSON object. */
    private Map<?, ?> printed(String... arguments) {
        PrintStream process = System.out;
        var written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(arguments)).isZero();
        } finally {
            System.setOut(process);
        }
        return Json.read(written.toString(StandardCharsets.UTF_8), Map.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "up --nonsense",
                "logs nobody",
                "logs --since yesterday",
                "run only-an-agent",
                "auth",
                ""
            })
    void refusesWhatItDoesNotKnowWith2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "logs", "doctor", "run", "task", "auth", "version"})
    void explainsEveryCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("koda " + command).contains("--dir");
        assertThat(run(command, "--version")).isZero();
        assertThat(out.toString()).contains("koda ");
    }

    @Test
    void failsWith1AndOneLineWhenTheStackIsAway(@TempDir Path home) {
        assertThat(run("task", "01890000-0000-7000-8000-000000000000", "--dir", home.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines().findFirst()).get().asString().startsWith("koda: ");
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth issue-code", "run somebody something", "task 01890000-0000-7000-8000-000000000000"})
    void inAnEmptyHomeNamesTheCommandThatMakesOne(String line, @TempDir Path home) {
        assertThat(run((line + " --dir " + home).split(" "))).isEqualTo(1);
        assertThat(err.toString().strip().lines()).singleElement().asString().contains("`koda up`");
    }

    @Test
    void looksAfterAccountsThroughTheGateway(@TempDir Path home) throws Exception {
        try (StubGateway gateway = new StubGateway()) {
            java.nio.file.Files.writeString(home.resolve(".env"), "WEB_PORT=" + gateway.port() + "\n");
            MadeUpMachine machine = new MadeUpMachine(home);
            machine.complete(machine.home(""));
            gateway.on("POST /api/control-plane/auth/bootstrap/codes", 200, "{\"code\":\"ABCD-EFGH-JKLM\"}")
                    .on("POST /api/control-plane/auth/lockouts/unlock", 204, "")
                    .on("POST /api/control-plane/auth/owner/reset", 200, "{\"code\":\"MNPQ-RSTU-VWXY\"}")
                    .on("POST /api/control-plane/auth/keys/rotate", 200, "{\"kid\":\"k2\",\"active_from\":\"now\"}");
            assertThat(run("auth", "issue-code", "--dir", home.toString())).isZero();
            assertThat(run("auth", "unlock", "me@example.org", "--dir", home.toString()))
                    .isZero();
            assertThat(run("auth", "--dir", home.toString(), "reset-owner", "--email", "Me@Example.org "))
                    .isZero();
            assertThat(run("auth", "rotate-keys", "--dir", home.toString())).isZero();
            assertThat(printed("auth", "issue-code", "--json", "--dir", home.toString()))
                    .isEqualTo(Map.of("setup_code", "ABCD-EFGH-JKLM"));
            assertThat(printed("auth", "reset-owner", "--json", "--email", "me@example.org", "--dir", home.toString()))
                    .isEqualTo(Map.of("setup_code", "MNPQ-RSTU-VWXY"));
            assertThat(printed("auth", "rotate-keys", "--json", "--dir", home.toString()))
                    .isEqualTo(Map.of("key_id", "k2", "active_from", "now"));
            assertThat(gateway.asked())
                    .extracting(StubGateway.Asked::body)
                    .contains("{\"identifier\":\"me@example.org\"}", "{\"email\":\"me@example.org\"}");
        }
    }

    @Test
    void takesTheFolderBeforeTheCommandToo(@TempDir Path home) {
        assertThat(run("--dir", home.toString(), "down")).isZero();
        assertThat(run("doctor", "--dir", home.toString(), "--only", "bootstrap.env_file_mode", "--json"))
                .isEqualTo(1);
        assertThat(run("--dir", home.toString(), "logs", "web", "--since", "10m"))
                .isZero();
        assertThat(run("--dir", home.toString(), "status", "--json")).isZero();
        assertThat(run("--dir", home.toString(), "status")).isZero();
        assertThat(run("--dir", home.toString(), "version", "--json")).isZero();
        assertThat(run("--dir", home.toString(), "version")).isZero();
    }
}
