package dev.koda.gateway.page.frame;

import java.util.Locale;

import io.quarkus.qute.TemplateData;

/** Light, dark, or as the system says; chosen by a cookie and written by the server, so that nothing flashes. */
@TemplateData
public enum Theme {
    LIGHT,
    DARK,
    AUTO;

    static final String COOKIE = "koda_theme";

    static Theme of(String value) {
        if (value == null) {
            return AUTO;
        }
        return switch (value) {
            case "light" -> LIGHT;
            case "dark" -> DARK;
            default -> AUTO;
        };
    }

    /** What the page starts with; the system's own wish is applied by one line in the head before anything is drawn. */
    public String initial() {
        return this == DARK ? "dark" : "light";
    }

    public boolean followsSystem() {
        return this == AUTO;
    }

    public String other() {
        return this == DARK ? "light" : "dark";
    }

    public String otherIcon() {
        return this == DARK ? "sun" : "moon";
    }

    String cookieValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
