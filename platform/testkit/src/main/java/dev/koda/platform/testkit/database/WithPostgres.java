package dev.koda.platform.testkit.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

import dev.koda.platform.boot.Service;

/**
 * Runs the Quarkus application of a test on a fresh database with the service's schema and role, as a boot would leave
 * it. Test classes with the same annotations share one application and one database.
 */
@WithTestResource(value = PostgresResource.class, scope = TestResourceScope.MATCHING_RESOURCES)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithPostgres {
    /** Whose schema and role. */
    Service value();
}
