package dev.koda.gateway.page.frame;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

/** What one person likes, kept as cookies beside the account so that no page has to ask for it. */
public final class Taste {
    private Taste() {}

    /** The answer with the cookies of these wishes; the zone's slash is no cookie character. */
    public static Response kept(Response.ResponseBuilder to, String theme, String zone, boolean keys) {
        NewCookie shown = ThemeChoice.taste(Theme.COOKIE, Theme.of(theme).cookieValue());
        NewCookie time = ThemeChoice.taste(PageRequest.ZONE_COOKIE, zone.replace('/', '.'));
        NewCookie letters = ThemeChoice.taste(PageRequest.KEYS_COOKIE, keys ? "on" : "off");
        return to.cookie(shown, time, letters).build();
    }
}
