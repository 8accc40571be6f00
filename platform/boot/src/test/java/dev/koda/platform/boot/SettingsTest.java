package dev.koda.platform.boot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.koda.platform.doctor.Check;
import dev.koda.platform.doctor.Gate;
import dev.koda.platform.doctor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    @Test
    void whatIsRequiredIsEnough() {
        assertThat(Settings.check(Environments.sound())).isEmpty();
    }

    @Test
    void anEmptyEnvironmentIsRefusedForEachMissingValue() {
        assertThat(Settings.check(Map.of()))
                .extracting(Refusal::checkId)
                .contains("bootstrap.session_secret", "bootstrap.service_key", "bootstrap.dsn");
        assertThat(Settings.check(Map.of()).getFirst().line())
                .startsWith("WEB_OPERATOR_SESSION_SECRET: found nothing; accepted: 32 or more random bytes")
                .contains("openssl rand -base64 48")
                .doesNotContain("<home>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB_OPERATOR_SESSION_SECRET | short                                        | bootstrap.session_secret | 5 bytes
            WEB_OPERATOR_SESSION_SECRET | changeme-changeme-changeme-changeme-now      | bootstrap.session_secret | a placeholder
            WEB_OPERATOR_SESSION_SECRET | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa         | bootstrap.session_secret | 36 bytes with little randomness
            WEB_OPERATOR_SESSION_SECRET | 4pE0mXkq2vTz7NcBf1WyUoJdR9hLsGa6Qi8ZtKx,old  | bootstrap.session_secret | 3 bytes after the comma
            KODA_SERVICE_KEY            | abcdefghijklmnopqrstuvwxyz0123456789         | bootstrap.service_key    | 36 bytes with little randomness
            KNOWLEDGE_V2_POSTGRES_DSN   | mysql://koda:s3cr3t@db/koda                  | bootstrap.dsn            | `mysql://koda:***@db/koda`
            KNOWLEDGE_V2_POSTGRES_DSN   | postgresql://koda:s3cr3t@db:99999/koda       | bootstrap.dsn            | port 99999
            KODA_AUTH_POSTGRES_DSN      | postgresql://koda:s3cr3t@db/koda?sslmode=on  | bootstrap.dsn            | sslmode `on`
            KODA_ENV                    | staging                                      | bootstrap.env_profile    | `staging`
            CONTROL_PLANE_AUTH_MODE     | none                                         | bootstrap.env_profile    | `none`
            WEB_PORT                    | 70000                                        | bootstrap.settings       | `70000`
            KODA_MAX_ITERATIONS         | many                                         | bootstrap.settings       | `many`
            KODA_PROVIDER_VERIFY_INTERVAL | 5 minutes                                  | bootstrap.settings       | `5 minutes`
            KODA_TELEGRAM_BASE_URL      | api.telegram.org                             | bootstrap.settings       | `api.telegram.org`
            KODA_AGENT_FOLDERS          | /ok,relative                                 | bootstrap.settings       | `relative`
            TRUSTED_PROXY_IPS           | proxy.example                                | bootstrap.settings       | `proxy.example`
            KODA_KAFKA_BOOTSTRAP_SERVERS | localhost                                   | bootstrap.settings       | `localhost`
            KNOWLEDGE_TRACE_SAMPLING_RATE | 1.5                                        | bootstrap.settings       | `1.5`
            KODA_MAINTENANCE_ZONE       | Mars/Olympus                                 | bootstrap.settings       | `Mars/Olympus`
            """)
    void aWrongValueIsRefusedByNameAndMasked(String variable, String value, String checkId, String found) {
        List<Refusal> refusals = Settings.check(Environments.soundWith(variable, value));

        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.checkId()).isEqualTo(checkId);
            assertThat(refusal.line())
                    .startsWith(variable + ": found " + found + "; accepted: ")
                    .contains("; do: ");
            assertThat(refusal.line()).doesNotContain("s3cr3t").doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WEB_OPERATOR_SESSION_SECRET   | 4pE0mXkq2vTz7NcBf1WyUoJdR9hLsGa6Qi8ZtKx,Zr3uYw8PqLc5TnKx1VbMe7HsJg0DfAo9Ri2EtUyW
            KNOWLEDGE_V2_POSTGRES_DSN     | postgresql://koda:p%40ss@db.internal/koda?sslmode=verify-full
            KODA_PROVIDER_VERIFY_INTERVAL | PT20M
            KODA_PROVIDER_VERIFY_INTERVAL | 2h
            KODA_PROVIDER_VERIFY_INTERVAL | 900
            TRUSTED_PROXY_IPS             | loopback, 10.0.0.0/8, fd00::1
            KODA_KAFKA_BOOTSTRAP_SERVERS  | kafka-0:9092,kafka-1:9092
            SMTP_FROM                     | Koda <koda@example.org>
            """)
    void theFormsThatAreAcceptedAreTaken(String variable, String value) {
        assertThat(Settings.check(Environments.soundWith(variable, value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONTROL_PLANE_AUTH_MODE=development",
                "ALLOW_LOOPBACK_BOOTSTRAP=true",
                "ALLOW_INSECURE_COOKIES=true",
                "KODA_HTTP_FETCH_ALLOWED_PRIVATE=127.0.0.1:8080"
            })
    void whatIsForALaptopIsRefusedInProduction(String assignment) {
        String variable = assignment.substring(0, assignment.indexOf('='));
        Map<String, String> env = Environments.soundWith(variable, assignment.substring(assignment.indexOf('=') + 1));
        assertThat(Settings.check(env)).isEmpty();

        env.put("KODA_ENV", "production");
        assertThat(Settings.check(env)).singleElement().satisfies(refusal -> {
            assertThat(refusal.checkId()).isEqualTo("bootstrap.env_profile");
            assertThat(refusal.variable()).isEqualTo(variable);
            assertThat(refusal.found()).endsWith("with KODA_ENV=production");
        });
    }

    @Test
    void privateTargetsMayBeAllowedInProduction() {
        Map<String, String> env = Environments.soundWith("KODA_ENV", "production");
        env.put("KODA_HTTP_FETCH_ALLOWED_PRIVATE", "10.0.0.7:80");
        env.put("KODA_ALLOW_PRIVATE_TARGETS", "true");
        assertThat(Settings.check(env)).isEmpty();
    }

    @Test
    void aRefusalStaysOneShortLine() {
        String value = "one\ntwo\u001b[31m" + "x".repeat(5_000);

        assertThat(Settings.check(Environments.soundWith("KODA_MAX_ITERATIONS", value))
                        .getFirst()
                        .line())
                .contains("`one?two?[31mxxx")
                .hasSizeLessThan(300)
                .hasLineCount(1);
    }

    @Test
    void anEmptyLineCountsAsNotSet() {
        assertThat(Settings.check(Environments.soundWith("SMTP_HOST", " "))).isEmpty();
        assertThat(Settings.value(Map.of("WEB_PORT", ""), "WEB_PORT")).contains("3000");
    }

    @Test
    void aServiceMissesOnlyWhatItReads() {
        Map<String, String> env = new HashMap<>(Environments.sound());
        env.remove("WEB_OPERATOR_SESSION_SECRET");
        env.remove("KNOWLEDGE_V2_S3_ENDPOINT_URL");

        assertThat(Settings.check(env, Service.RUNTIME)).isEmpty();
        assertThat(Settings.check(env, Service.AUTH))
                .extracting(Refusal::variable)
                .containsExactly("WEB_OPERATOR_SESSION_SECRET");
        assertThat(Settings.check(env, Service.STORAGE))
                .extracting(Refusal::variable)
                .containsExactly("KNOWLEDGE_V2_S3_ENDPOINT_URL");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aWrongValueIsRefusedByEveryService(Service service) {
        assertThat(Settings.check(Environments.soundWith("WEB_PORT", "x"), service))
                .hasSize(1);
    }

    @Test
    void theDoctorSaysTheSameWords() {
        Refusal refusal = Settings.check(Environments.soundWith("KODA_SERVICE_KEY", "short"))
                .getFirst();
        Check check = refusal.toCheck();

        assertThat(check.id()).isEqualTo("bootstrap.service_key");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.message()).isEqualTo(refusal.line());
        assertThat(check.hint()).isEqualTo(refusal.action());
        assertThat(check.gates()).contains(Gate.BOOT);
    }

    @Test
    void defaultsAreAcceptableAndPathsAreInTheHome() {
        assertThat(Settings.all()).allSatisfy(setting -> setting.byDefault()
                .map(value -> Home.fill(value, name -> null))
                .ifPresent(
                        value -> assertThat(setting.type().fault().apply(value)).isEmpty()));
        assertThat(Settings.value(Map.of("KODA_HOME", "/srv/koda"), "CONTROL_PLANE_MASTER_KEY_FILE"))
                .contains("/srv/koda/keys/master.key");
    }

    @Test
    void everySettingSaysWhatItMeans() {
        assertThat(Settings.all())
                .allSatisfy(setting -> assertThat(setting.meaning()).endsWith("."));
    }
}
