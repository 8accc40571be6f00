package dev.koda.gateway.page.frame;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least role a page is for. Nobody signed in is led to the sign-in and back; too low a role is told which one is needed.
 *
 * <p>Beside it stands {@code @PermitAll}: pages answer strangers with a redirect rather than with the problem document that an
 * endpoint gives. What a visitor may see or do is decided again by the service that is asked.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface ForRole {
    String value();
}
