package dev.koda.auth.stack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

/** One start of auth-service for all tests over HTTP. */
@WithTestResource(value = AuthStackResource.class, scope = TestResourceScope.MATCHING_RESOURCES)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface AuthStack {}
