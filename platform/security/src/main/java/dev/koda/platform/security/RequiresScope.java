package dev.koda.platform.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the scope an API token needs for a resource method, beside the role. Sessions carry no scopes and pass; a
 * token passes with the named scope or with {@code admin}, else gets 403 {@code scope_missing}. On a class it holds
 * for all its methods; on a method it replaces the one of the class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresScope {

    /** For instance {@code tasks:write}. */
    String value();
}
