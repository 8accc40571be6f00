package dev.koda.platform.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Says to Quarkus and to the services' own configuration what the environment says to Koda.
 *
 * <p>{@link #given} follows from variables that are set and outranks {@code application.properties};
 * {@link #defaults} is everything else and yields to it. Both are pure functions of the environment.
 */
final class QuarkusProperties {

    private static final String DATASOURCE = "quarkus.datasource.";
    private static final String FLYWAY = "quarkus.flyway.";

    private static final long FORM_FRAME_BYTES = 64 * 1024;

    private final UnaryOperator<String> env;
    private final Optional<Service> service;

    QuarkusProperties(UnaryOperator<String> env, Optional<Service> service) {
        this.env = env;
        this.service = service;
    }

    Map<String, String> given() {
        Map<String, String> properties = new LinkedHashMap<>();
        Settings.all().forEach(setting -> setting.property().ifPresent(name -> Settings.given(env, setting.variable())
                .ifPresent(value -> properties.put(name, value))));
        service.filter(Service::hasDatabase).ifPresent(known -> database(known, properties));
        Settings.given(env, InfrastructureSettings.KAFKA)
                .ifPresent(brokers -> properties.put("kafka.bootstrap.servers", brokers));
        service.filter(known -> known == Service.STORAGE).ifPresent(known -> uploads(properties));
        service.ifPresent(known -> {
            listen(known, properties);
            logs(properties);
        });
        traces(properties);
        return properties;
    }

    Map<String, String> defaults() {
        Map<String, String> properties = new LinkedHashMap<>();
        Settings.all().forEach(setting -> setting.property().ifPresent(name -> Settings.value(env, setting.variable())
                .ifPresent(value -> properties.put(name, value))));
        for (Service peer : Service.values()) {
            properties.putIfAbsent(
                    "koda.peers." + peer.shortName() + "-url", "http://127.0.0.1:" + value(peer.portVariable()));
        }
        properties.put("koda.environment.home", Home.of(env).toString());
        service.ifPresent(self -> properties.put("koda.self.service", self.shortName()));
        String development = Boolean.toString(!isProduction());
        properties.putIfAbsent("koda.provider.allow-private", development);
        properties.putIfAbsent("koda.provider.rehearsal", development);
        return properties;
    }

    /** Left out while the DSN is missing or unreadable: the boot has refused it, and a test may run without. */
    private void database(Service known, Map<String, String> properties) {
        try {
            ServiceDatabase database = ServiceDatabase.of(known, env);
            worker(database.worker(), properties);
            owner(known, database.owner(), properties);
        } catch (IllegalArgumentException unusable) {
            properties.remove(DATASOURCE + "password");
        }
    }

    private void worker(PostgresDsn worker, Map<String, String> properties) {
        properties.put(DATASOURCE + "username", worker.user());
        properties.put(DATASOURCE + "password", worker.password());
        properties.put(DATASOURCE + "reactive.url", worker.reactiveUrl());
        properties.put(DATASOURCE + "reactive.max-size", value(InfrastructureSettings.POOL_SIZE));
        worker.sslMode().ifPresent(mode -> {
            properties.put(DATASOURCE + "reactive.postgresql.ssl-mode", mode);
            // As in libpq: only the verify modes look at the certificate.
            properties.put(DATASOURCE + "reactive.trust-all", Boolean.toString(!mode.startsWith("verify")));
        });
        // JDBC is there for the migrations alone.
        properties.put(DATASOURCE + "jdbc.url", worker.jdbcUrl());
        properties.put(DATASOURCE + "jdbc.max-size", "2");
    }

    private static void owner(Service known, PostgresDsn owner, Map<String, String> properties) {
        properties.put(FLYWAY + "jdbc-url", owner.jdbcUrl());
        properties.put(FLYWAY + "username", owner.user());
        properties.put(FLYWAY + "password", owner.password());
        properties.put(FLYWAY + "migrate-at-start", "true");
        properties.put(FLYWAY + "create-schemas", "false");
        properties.put(FLYWAY + "default-schema", known.schema());
        properties.put(FLYWAY + "schemas", known.schema());
    }

    private void listen(Service known, Map<String, String> properties) {
        String bind = known == Service.GATEWAY ? NetworkSettings.WEB_BIND : NetworkSettings.BIND;
        properties.put("quarkus.http.host", value(bind));
        properties.put("quarkus.http.port", value(known.portVariable()));
    }

    /** Room for the frame of a form; the artifact itself is measured by the service, which can say what is wrong. */
    private void uploads(Map<String, String> properties) {
        long bytes = Long.parseLong(value(StorageSettings.MAX_UPLOAD)) + FORM_FRAME_BYTES;
        properties.put("quarkus.http.limits.max-body-size", Long.toString(bytes));
    }

    private void logs(Map<String, String> properties) {
        String format = Settings.given(env, ObservabilitySettings.LOG_FORMAT).orElse(isProduction() ? "json" : "text");
        properties.put("quarkus.log.console.json.enabled", Boolean.toString("json".equals(format)));
        Settings.given(env, ObservabilitySettings.LOG_LEVEL)
                .ifPresent(level -> properties.put("quarkus.log.level", level));
    }

    private void traces(Map<String, String> properties) {
        Optional<String> collector = Settings.given(env, ObservabilitySettings.OTLP);
        properties.put("quarkus.otel.sdk.disabled", Boolean.toString(collector.isEmpty()));
        collector.ifPresent(endpoint -> {
            properties.put("quarkus.otel.exporter.otlp.endpoint", endpoint);
            properties.put("quarkus.otel.traces.sampler.arg", value(ObservabilitySettings.SAMPLING));
        });
    }

    private boolean isProduction() {
        return "production".equals(value(EnvironmentSettings.ENV));
    }

    private String value(String variable) {
        return Settings.value(env, variable).orElseThrow();
    }

    /** The variables to look for; nothing else of the environment is read. */
    static List<String> variables() {
        return Settings.all().stream().map(Setting::variable).toList();
    }
}
