package dev.koda.gateway.page.signin;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.resteasy.reactive.RestResponse;

import dev.koda.gateway.client.auth.SignedIn;

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

    /** In production over plain HTTP the browser drops the cookie; auth-service says so, and the page must too. */
    static String warning(SignedIn answer) {
        if (answer == null) {
            return null;
        }
        JsonNode said = answer.warning() == null ? answer.warnings() : answer.warning();
        if (said == null || said.isNull() || said.isEmpty() && !said.isTextual()) {
            return null;
        }
        JsonNode first = said.isArray() ? said.get(0) : said;
        return first.isTextual()
                ? first.asText()
                : first.path("detail").asText(first.path("code").asText(null));
    }
}
