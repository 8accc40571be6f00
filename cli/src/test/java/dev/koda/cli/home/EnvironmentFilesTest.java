package dev.koda.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.koda.cli.console.CommandFailed;
import dev.koda.platform.boot.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvironmentFilesTest {

    @TempDir
    Path folder;

    private MadeUpMachine machine;
    private KodaHome home;

    @BeforeEach
    void newHome() {
        machine = new MadeUpMachine(folder);
        home = machine.home("home");
    }

    private Environment complete() {
        return machine.complete(home);
    }

    private String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void mintsEverythingANewHomeNeedsReadableByItsOwnerOnly() throws IOException {
        Environment environment = complete();

        assertThat(environment.refusals()).isEmpty();
        assertThat(environment.embedded()).containsExactlyInAnyOrder("postgres", "kafka", "seaweedfs");
        assertThat(mode(home.envFile())).isEqualTo("rw-------");
        assertThat(mode(home.masterKey())).isEqualTo("rw-------");
        assertThat(mode(home.root())).isEqualTo("rwx------");
        assertThat(new EnvFile(home.envFile()).read())
                .containsOnlyKeys(
                        "WEB_OPERATOR_SESSION_SECRET",
                        "KODA_SERVICE_KEY",
                        "CONTROL_PLANE_API_TOKEN",
                        "KNOWLEDGE_V2_POSTGRES_DSN",
                        "KNOWLEDGE_V2_S3_ACCESS_KEY_ID",
                        "KNOWLEDGE_V2_S3_SECRET_ACCESS_KEY");
        assertThat(environment.gateway()).isEqualTo("http://127.0.0.1:3000");
        assertThat(environment.toString()).doesNotContain(environment.dsn().password());
    }

    @Test
    void mintsOnceAndNeverAlikeInTwoHomes() {
        Map<String, String> first = complete().values();
        assertThat(complete().values()).isEqualTo(first);

        home = machine.home("another");
        assertThat(complete().values().get("KODA_SERVICE_KEY")).isNotEqualTo(first.get("KODA_SERVICE_KEY"));
    }

    @Test
    void completesAPartialFileWithoutTouchingWhatIsThere() throws IOException {
        home.prepare();
        String mine =
                "# mine\nexport KODA_SERVICE_KEY=\"q8Zr2mXv7LkT4nWc9YpB3sHd6GfJ1aEu\"\nMAX_QUEUED_TASKS_PER_USER=7";
        Files.writeString(home.envFile(), mine);

        Environment environment = complete();

        assertThat(Files.readString(home.envFile())).startsWith(mine + "\n");
        assertThat(environment.value("KODA_SERVICE_KEY")).contains("q8Zr2mXv7LkT4nWc9YpB3sHd6GfJ1aEu");
        assertThat(environment.value("WEB_OPERATOR_SESSION_SECRET")).isPresent();
    }

    @Test
    void refusesWhatIsMissingOnceTheHomeHoldsData() throws IOException {
        complete();
        Files.createDirectories(home.data().resolve("postgres"));
        String before = Files.readString(home.envFile());
        String without = before.replaceAll("(?m)^KODA_SERVICE_KEY=.*\n", "");
        Files.writeString(home.envFile(), without);

        Environment environment = complete();

        assertThat(Files.readString(home.envFile())).isEqualTo(without);
        assertThat(environment.refusals()).extracting(Refusal::variable).containsExactly("KODA_SERVICE_KEY");
    }

    @Test
    void letsTheCallersVariablesWin() {
        machine.caller().put("WEB_PORT", "3100");
        machine.caller().put("KODA_POSTGRES_PORT", "6000");
        machine.caller().put("KODA_KAFKA_BOOTSTRAP_SERVERS", "kafka.example.org:9092");
        machine.caller().put("KNOWLEDGE_V2_POSTGRES_DSN", "postgresql://me:mine@db.example.org:5432/koda");

        Environment environment = complete();

        assertThat(environment.gateway()).endsWith(":3100");
        assertThat(environment.embedded()).containsExactly("seaweedfs");
        assertThat(environment.dsn().host()).isEqualTo("db.example.org");
        assertThat(new EnvFile(home.envFile()).read()).doesNotContainKeys("WEB_PORT", "KNOWLEDGE_V2_POSTGRES_DSN");
    }

    @Test
    void makesNothingOfAWrongSetting() {
        machine.caller().put("KODA_POSTGRES_PORT", "abc");
        machine.caller().put("KODA_ENV", "staging");
        assertThatThrownBy(this::complete)
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("KODA_ENV: found `staging`")
                .hasMessageContaining("KODA_POSTGRES_PORT")
                .hasMessageNotContaining("KODA_SERVICE_KEY");
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void findsTheDashboardAgainWithoutBeingTold() {
        machine.caller().put("WEB_PORT", "3100");
        complete();
        machine.caller().clear();
        assertThat(machine.files(home).read().gateway()).endsWith(":3100");
        machine.caller().put("WEB_PORT", "3200");
        assertThat(complete().gateway()).endsWith(":3200");
    }

    @Test
    void readsWithoutWriting() {
        Environment environment = machine.files(home).read();
        assertThat(environment.refusals()).isNotEmpty();
        assertThat(home.root()).doesNotExist();
    }

    @Test
    void tellsTheGatewayOfAnotherAddress() {
        machine.caller().put("WEB_BIND", "::1");
        assertThat(complete().gateway()).isEqualTo("http://[::1]:3000");
        machine.caller().put("WEB_BIND", "0.0.0.0");
        assertThat(complete().gateway()).isEqualTo("http://127.0.0.1:3000");
    }
}
