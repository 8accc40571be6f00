package dev.koda.gateway.page.frame;

import io.quarkus.qute.TemplateData;

/** The one line under the top bar for what touches the whole platform. It goes when its cause goes. */
@TemplateData
public record Strip(String what, String effect, String act, String href, boolean warnOnly) {
    public String icon() {
        return warnOnly ? "alert-triangle" : "circle-x";
    }

    /** Home says it in its first card, and so does the page the strip points to. */
    boolean belongsOn(String path) {
        return !path.equals("/") && !path.equals(href);
    }
}
