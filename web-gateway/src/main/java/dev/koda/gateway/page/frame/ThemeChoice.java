package dev.koda.gateway.page.frame;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

import dev.koda.platform.problem.AnyQuery;

/** Remembers the theme in a cookie of this browser and leads back to where one was. */
@Path("/theme")
@PermitAll
@AnyQuery
public class ThemeChoice {
    private static final int YEAR_SECONDS = 31_536_000;

    @POST
    public Response choose(@FormParam("theme") String theme, @FormParam("back") String back) {
        boolean local = back != null && back.startsWith("/") && !back.startsWith("//");
        return Go.builder(local ? back : "/")
                .cookie(taste(Theme.COOKIE, Theme.of(theme).cookieValue()))
                .build();
    }

    /** A cookie of taste: holds nothing secret, and is read by the server only. */
    static NewCookie taste(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(YEAR_SECONDS)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
