package dev.koda.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.home.Environment;
import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class BootstrapChecksTest {

    @TempDir
    Path folder;

    private QuietHome home;

    @BeforeEach
    void newHome() {
        home = new QuietHome(folder);
    }

    @Test
    void repeatsTheWordsOfTheBoot() {
        home.caller().put("KODA_ENV", "production");
        home.caller().put("CONTROL_PLANE_AUTH_MODE", "development");
        home.caller().put("WEB_OPERATOR_SESSION_SECRET", "short");
        Environment environment = home.environment();
        Stream<Check> red =
                new BootstrapChecks(environment).run().stream().filter(check -> check.status() == Status.FAIL);
        assertThat(red)
                .extracting(Check::message)
                .containsExactlyInAnyOrderElementsOf(environment.refusals().stream()
                        .map(refusal -> refusal.line())
                        .toList());
    }

    @Test
    void looksIntoTheMasterKey() throws IOException {
        Files.writeString(home.files().masterKey(), "c2hvcnQ=\n");
        assertThat(masterKey().message()).contains("that is no key");
        Files.writeString(home.files().masterKey(), "not base64 at all!\n");
        assertThat(masterKey().status()).isEqualTo(Status.FAIL);
        Files.delete(home.files().masterKey());
        assertThat(masterKey().message()).contains("no file ");
    }

    private Check masterKey() {
        return new BootstrapChecks(home.environment())
                .run().stream()
                        .filter(check -> check.id().equals("bootstrap.master_key"))
                        .findFirst()
                        .orElseThrow();
    }
}
