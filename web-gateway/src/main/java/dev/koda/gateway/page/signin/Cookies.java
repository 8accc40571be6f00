package dev.koda.gateway.page.signin;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;

/** The session cookie is made by auth-service; a page only hands it on to the browser. */
public final class Cookies {
    private static final String SESSION = "koda_operator_session";

    private Cookies() {}

    public static Response.ResponseBuilder passed(RestResponse<?> from, Response.ResponseBuilder to) {
        List<Object> cookies = from.getHeaders().get(HttpHeaders.SET_COOKIE);
        if (cookies != null) {
            cookies.forEach(cookie -> to.header(HttpHeaders.SET_COOKIE, cookie));
        }
        return to;
    }

    static NewCookie forgotten() {
        return new NewCookie.Builder(SESSION)
                .path("/")
                .maxAge(0)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
