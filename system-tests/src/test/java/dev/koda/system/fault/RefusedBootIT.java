package dev.koda.system.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.koda.system.stack.KodaCommand;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings that would be unsafe or cannot work are refused before anything starts, in the words doctor uses. */
class RefusedBootIT {
    private static final Duration SOON = Duration.ofMinutes(3);

    @ParameterizedTest
    @CsvSource({
        "WEB_OPERATOR_SESSION_SECRET, short, bootstrap.session_secret",
        "WEB_OPERATOR_SESSION_SECRET, changeme-changeme-changeme-changeme-changeme, bootstrap.session_secret",
        "WEB_OPERATOR_SESSION_SECRET, '', bootstrap.session_secret",
        "KODA_SERVICE_KEY, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bootstrap.service_key",
        "KNOWLEDGE_V2_POSTGRES_DSN, mysql://nowhere, bootstrap.dsn",
        "KODA_ENV, staging, bootstrap.env_profile"
    })
    void oneBadValueIsNamedOnce(String variable, String value, String check, @TempDir Path home) throws Exception {
        refused(home, Map.of(variable, value), variable, check);
    }

    @ParameterizedTest
    @CsvSource({"CONTROL_PLANE_AUTH_MODE, development", "ALLOW_LOOPBACK_BOOTSTRAP, true"})
    void productionRefusesWhatIsForDevelopment(String variable, String value, @TempDir Path home) throws Exception {
        refused(home, Map.of("KODA_ENV", "production", variable, value), variable, "bootstrap.env_profile");
    }

    private static void refused(Path home, Map<String, String> environment, String variable, String check)
            throws IOException, InterruptedException {
        KodaCommand koda = new KodaCommand(home, environment);
        KodaCommand.Outcome up = koda.run(SOON, "up");
        assertThat(up.exitCode()).as(up.output() + up.errors()).isEqualTo(1);
        String line = up.errors()
                .lines()
                .filter(each -> each.contains(variable))
                .findFirst()
                .orElseThrow(() -> new AssertionError(variable + " is not named in: " + up.errors()));
        assertThat(up.errors()).doesNotContain("\tat ", "Exception");
        assertThat(Files.exists(home.resolve("data/postgres"))).isFalse();

        JsonNode report =
                new ObjectMapper().readTree(koda.run(SOON, "doctor", "--json").output());
        JsonNode red = StreamSupport.stream(report.path("checks").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(check))
                .findFirst()
                .orElseThrow();
        assertThat(red.path("status").asText()).isEqualTo("fail");
        assertThat(line).contains(red.path("message").asText());
    }
}
