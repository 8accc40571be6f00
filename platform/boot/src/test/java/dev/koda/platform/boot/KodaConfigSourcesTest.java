package dev.koda.platform.boot;

import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KodaConfigSourcesTest {

    @Test
    void aServiceWorksAsItsOwnRoleAndMigratesAsTheOwner() {
        SmallRyeConfig config = config("auth", Environments.sound());

        assertThat(text(config, "quarkus.datasource.username")).isEqualTo("koda_auth");
        assertThat(text(config, "quarkus.datasource.password"))
                .isEqualTo(DerivedSecrets.password(Environments.OTHER_SECRET, "postgres:auth"));
        assertThat(text(config, "quarkus.datasource.reactive.url")).isEqualTo("postgresql://127.0.0.1:5432/koda");
        assertThat(text(config, "quarkus.flyway.jdbc-url")).isEqualTo("jdbc:postgresql://127.0.0.1:5432/koda");
        assertThat(text(config, "quarkus.flyway.username")).isEqualTo("koda");
        assertThat(text(config, "quarkus.flyway.default-schema")).isEqualTo("auth");
        assertThat(text(config, "kafka.bootstrap.servers")).isEqualTo("127.0.0.1:9092");
        assertThat(text(config, "quarkus.http.port")).isEqualTo("8101");
        assertThat(text(config, "quarkus.http.host")).isEqualTo("127.0.0.1");
        assertThat(text(config, "quarkus.otel.sdk.disabled")).isEqualTo("true");
    }

    @Test
    void aGivenServiceDsnWinsWithItsSslMode() {
        Map<String, String> env = Environments.soundWith(
                "KODA_AUDIT_POSTGRES_DSN", "postgresql://writer:x%24%7Bhome%7D%5C@db:6000/koda?sslmode=require");
        SmallRyeConfig config = config("audit", env);

        assertThat(text(config, "quarkus.datasource.username")).isEqualTo("writer");
        assertThat(text(config, "quarkus.datasource.password")).isEqualTo("x${home}\\");
        assertThat(text(config, "quarkus.datasource.reactive.postgresql.ssl-mode"))
                .isEqualTo("require");
        assertThat(text(config, "quarkus.datasource.reactive.trust-all")).isEqualTo("true");
        assertThat(text(config, "quarkus.flyway.username")).isEqualTo("koda");
    }

    @Test
    void theGatewayHasItsOwnPortAndNoDatabase() {
        SmallRyeConfig config = config("gateway", Environments.soundWith("WEB_BIND", "0.0.0.0"));

        assertThat(config.getOptionalValue("quarkus.datasource.username", String.class))
                .isEmpty();
        assertThat(text(config, "quarkus.http.port")).isEqualTo("3000");
        assertThat(text(config, "quarkus.http.host")).isEqualTo("0.0.0.0");
    }

    @Test
    void peersAreOnLoopbackUnlessTold() {
        SmallRyeConfig config = config("runtime", Map.of("KODA_AUTH_PORT", "9101", "KODA_AUDIT_URL", "http://audit:1"));

        assertThat(text(config, "koda.peers.auth-url")).isEqualTo("http://127.0.0.1:9101");
        assertThat(text(config, "koda.peers.audit-url")).isEqualTo("http://audit:1");
        assertThat(text(config, "koda.self.service")).isEqualTo("runtime");
    }

    @Test
    void productionLogsJsonAndClosesWhatALaptopMayHave() {
        SmallRyeConfig laptop = config("provider", Map.of());
        SmallRyeConfig production = config("provider", Map.of("KODA_ENV", "production"));

        assertThat(text(laptop, "quarkus.log.console.json.enabled")).isEqualTo("false");
        assertThat(text(laptop, "koda.provider.allow-private")).isEqualTo("true");
        assertThat(text(production, "quarkus.log.console.json.enabled")).isEqualTo("true");
        assertThat(text(production, "koda.provider.allow-private")).isEqualTo("false");
        assertThat(text(production, "koda.provider.rehearsal")).isEqualTo("false");
    }

    @Test
    void tracesAreSentWhereTheCollectorIs() {
        SmallRyeConfig config = config("auth", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel:4317"));

        assertThat(text(config, "quarkus.otel.sdk.disabled")).isEqualTo("false");
        assertThat(text(config, "quarkus.otel.exporter.otlp.endpoint")).isEqualTo("http://otel:4317");
    }

    @Test
    void mappingsReadTheSameValues() {
        SmallRyeConfig config = builder("auth", Environments.sound())
                .withMapping(EnvironmentConfig.class)
                .withMapping(SecretsConfig.class)
                .withMapping(PeerAddresses.class)
                .build();

        assertThat(config.getConfigMapping(EnvironmentConfig.class).production())
                .isFalse();
        assertThat(config.getConfigMapping(EnvironmentConfig.class).trustedProxies())
                .containsExactly("loopback");
        assertThat(config.getConfigMapping(SecretsConfig.class).session().orElseThrow())
                .containsExactly(Environments.SECRET);
        assertThat(config.getConfigMapping(PeerAddresses.class).of(Service.STORAGE))
                .hasPort(8105);
    }

    @Test
    void duringABuildNothingOfTheMachineIsRead() {
        SmallRyeConfig config = builder("auth", Environments.sound())
                .withSources(new PropertiesConfigSource(Map.of(), "PropertiesConfigSource[source=Build system]", 100))
                .build();

        assertThat(config.getOptionalValue("quarkus.datasource.password", String.class))
                .isEmpty();
        assertThat(config.getOptionalValue("koda.secrets.service-key", String.class))
                .isEmpty();
    }

    private static SmallRyeConfig config(String service, Map<String, String> env) {
        return builder(service, env).build();
    }

    private static SmallRyeConfigBuilder builder(String service, Map<String, String> env) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(env, "test", 300))
                .withDefaultValue("koda.service", service)
                .addDefaultInterceptors()
                .withSources(new KodaConfigSources());
    }

    private static String text(SmallRyeConfig config, String name) {
        return config.getConfigValue(name).getValue();
    }
}
