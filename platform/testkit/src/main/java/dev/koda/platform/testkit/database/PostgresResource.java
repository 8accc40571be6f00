package dev.koda.platform.testkit.database;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;

import dev.koda.platform.boot.DatabaseProvision;
import dev.koda.platform.boot.DerivedSecrets;
import dev.koda.platform.boot.PostgresDsn;
import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.server.TestEnvironment;

/** Stands behind {@link WithPostgres}. */
public final class PostgresResource implements QuarkusTestResourceConfigurableLifecycleManager<WithPostgres> {
    private Service service;
    private FreshDatabase database;

    @Override
    public void init(WithPostgres annotation) {
        service = annotation.value();
    }

    @Override
    public Map<String, String> start() {
        database = FreshDatabase.create(service.shortName());
        Map<String, String> settings = TestEnvironment.quarkus();
        settings.put("KNOWLEDGE_V2_POSTGRES_DSN", database.ownerDsn());
        DatabaseProvision.ensure(service, settings);
        PostgresDsn owner = PostgresDsn.parse(database.ownerDsn());
        settings.put("quarkus.datasource.reactive.url", owner.reactiveUrl() + "?search_path=" + service.schema());
        settings.put("quarkus.datasource.jdbc.url", owner.jdbcUrl() + "?currentSchema=" + service.schema());
        settings.put("quarkus.datasource.username", service.role());
        settings.put(
                "quarkus.datasource.password",
                DerivedSecrets.password(TestEnvironment.SERVICE_KEY, TestEnvironment.passwordInfo(service)));
        settings.put("quarkus.flyway.jdbc-url", owner.jdbcUrl() + "?currentSchema=" + service.schema());
        settings.put("quarkus.flyway.username", owner.user());
        settings.put("quarkus.flyway.password", owner.password());
        settings.put("quarkus.flyway.default-schema", service.schema());
        settings.put("quarkus.flyway.schemas", service.schema());
        return settings;
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
