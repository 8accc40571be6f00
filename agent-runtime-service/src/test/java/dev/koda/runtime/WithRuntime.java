package dev.koda.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

import dev.koda.runtime.stub.StubUpstreamResource;

/** Stubs for the services the runtime calls; beside the test kit's servers on every test, so that one start serves all. */
@WithTestResource(value = StubUpstreamResource.class, scope = TestResourceScope.MATCHING_RESOURCES)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithRuntime {}
