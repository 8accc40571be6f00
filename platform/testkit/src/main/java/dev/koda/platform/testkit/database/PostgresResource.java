package dev.koda.platform.testkit.database;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;

import dev.koda.platform.boot.DatabaseProvision;
import dev.koda.platform.boot.Service;
import dev.koda.platform.testkit.server.TestEnvironment;

/** Stands behind {@link WithPostgres}; sets variables only, so that a test configures a service as an operator does. */
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
        settings.put("koda.service", service.shortName());
        settings.put("KNOWLEDGE_V2_POSTGRES_DSN", database.ownerDsn());
        DatabaseProvision.ensure(service, settings);
        return settings;
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
