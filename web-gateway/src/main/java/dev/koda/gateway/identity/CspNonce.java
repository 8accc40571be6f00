package dev.koda.gateway.identity;

import java.security.SecureRandom;
import java.util.Base64;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;

/** The nonce that scripts and styles of this page must carry to run under its content security policy. */
@RequestScoped
public class CspNonce {
    private static final String KEY = "koda.csp-nonce";
    private static final int BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CurrentVertxRequest current;

    CspNonce(CurrentVertxRequest current) {
        this.current = current;
    }

    /** The same value throughout one request, fresh for each. */
    public String value() {
        return of(current.getCurrent());
    }

    /** The nonce of a request, minted when first asked for. */
    public static String of(RoutingContext request) {
        String known = request.get(KEY);
        if (known != null) {
            return known;
        }
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        request.put(KEY, fresh);
        return fresh;
    }
}
