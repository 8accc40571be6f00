package dev.koda.platform.boot;

import java.util.function.UnaryOperator;

/**
 * How a service enters the database: as the owner to make and migrate its schema, as its own role to work.
 */
record ServiceDatabase(PostgresDsn owner, PostgresDsn worker, boolean derived) {

    /**
     * Reads it from the environment; the worker's DSN is the given one, else the owner's with the service's role and
     * the derived password. Fails with {@link IllegalArgumentException} where the settings would be refused.
     */
    static ServiceDatabase of(Service service, UnaryOperator<String> env) {
        PostgresDsn owner = PostgresDsn.parse(required(env, InfrastructureSettings.OWNER_DSN));
        return Settings.given(env, service.dsnVariable())
                .map(own -> new ServiceDatabase(owner, PostgresDsn.parse(own), false))
                .orElseGet(() -> new ServiceDatabase(owner, derived(service, owner, env), true));
    }

    private static PostgresDsn derived(Service service, PostgresDsn owner, UnaryOperator<String> env) {
        String key = required(env, "KODA_SERVICE_KEY");
        return owner.as(service.role(), DerivedSecrets.password(key, "postgres:" + service.shortName()));
    }

    private static String required(UnaryOperator<String> env, String variable) {
        return Settings.given(env, variable).orElseThrow(() -> new IllegalArgumentException(variable + " is not set"));
    }
}
