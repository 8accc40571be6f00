package dev.koda.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import dev.koda.gateway.identity.Presented.Kind;
import dev.koda.gateway.origin.ClientAddresses;
import dev.koda.gateway.origin.SameOrigin;
import dev.koda.platform.boot.EnvironmentConfig;
import dev.koda.platform.boot.SecretsConfig;

/**
 * Reads the credential of a request: bearer before cookie. The break-glass token counts only from this host and without
 * a proxy between; in development sign-in mode so does showing nothing at all.
 */
@Singleton
public class PresentedCredentials {
    /** The session cookie, sealed by auth-service. */
    public static final String COOKIE = "koda_operator_session";

    private static final String SCHEME = "bearer ";
    private static final String API_TOKEN_PREFIX = "kpat_";
    private static final int LONGEST = 4096;

    private final ClientAddresses addresses;
    private final SameOrigin origins;
    private final Optional<String> apiToken;
    private final boolean development;

    PresentedCredentials(
            ClientAddresses addresses, SameOrigin origins, SecretsConfig secrets, EnvironmentConfig environment) {
        this.addresses = addresses;
        this.origins = origins;
        this.apiToken = secrets.apiToken().filter(token -> !token.isBlank());
        this.development = environment.developmentSignIn() && !environment.production();
    }

    /** The credential that counts. */
    public Presented in(RoutingContext request) {
        String authorization = request.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        if (authorization != null) {
            return bearer(request.request(), authorization);
        }
        Cookie cookie = request.request().getCookie(COOKIE);
        if (cookie != null && !cookie.getValue().isBlank() && cookie.getValue().length() <= LONGEST) {
            return new Presented(Kind.SESSION, cookie.getValue(), false);
        }
        return development && isThisHost(request.request()) && origins.namesThisHost(request.request())
                ? Presented.DEVELOPMENT
                : Presented.NOTHING;
    }

    private Presented bearer(HttpServerRequest request, String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME) || authorization.length() > LONGEST) {
            return Presented.UNUSABLE;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (token.startsWith(API_TOKEN_PREFIX)) {
            return new Presented(Kind.API_TOKEN, token, true);
        }
        return isThisHost(request) && isBreakGlass(token)
                ? new Presented(Kind.BREAK_GLASS, token, true)
                : Presented.UNUSABLE;
    }

    private boolean isThisHost(HttpServerRequest request) {
        return addresses.isLoopback(request) && !addresses.isForwarded(request);
    }

    private boolean isBreakGlass(String token) {
        return apiToken.map(known -> MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }
}
