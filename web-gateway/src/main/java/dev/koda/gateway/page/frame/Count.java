package dev.koda.gateway.page.frame;

import io.quarkus.qute.TemplateData;

/** A count in the menu of what needs a person; ordinary things are never counted there. */
@TemplateData
public record Count(int number, String tone, String label, boolean crossed) {

    static Count waiting(int number) {
        return number == 0 ? null : new Count(number, "warn", number + " waiting", false);
    }

    static Count broken(int number, String what) {
        return number == 0 ? null : new Count(number, "fail", number + " " + what, true);
    }

    /** Capped, because a count of everything is not worth its query. */
    public String text() {
        return number > 99 ? "99+" : Integer.toString(number);
    }
}
