package dev.koda.auth.login;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.auth.origin.CurrentClient;
import dev.koda.auth.settings.House;
import dev.koda.platform.problem.Problem;

/** Says, instead of failing silently, that a browser on plain HTTP will drop the cookie it is about to get. */
@ApplicationScoped
class CookieTransport {

    private final House house;

    CookieTransport(House house) {
        this.house = house;
    }

    /** Fails with 400 {@code cookie_requires_https}, before anything is evaluated. */
    void requireSticking(CurrentClient client) {
        if (house.secureCookies() && !client.https()) {
            throw Problem.badRequest(
                    "cookie_requires_https",
                    "In production the session cookie is sent over HTTPS only, and this request came over plain HTTP,"
                            + " so the browser would drop it. Open Koda through its HTTPS address (a reverse proxy"
                            + " listed in TRUSTED_PROXY_IPS that sets X-Forwarded-Proto, and WEB_PUBLIC_BASE_URL).");
        }
    }
}
