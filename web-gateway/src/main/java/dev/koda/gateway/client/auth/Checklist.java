package dev.koda.gateway.client.auth;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** How far the set-up is; a part that is not known counts as open. */
@TemplateData
public record Checklist(
        Boolean owner,
        Boolean provider,
        @JsonAlias("default_provider") Boolean defaultModel,
        Boolean agent,
        Boolean storage,
        Boolean firstTask,
        @JsonAlias("smtp_configured") Boolean smtp) {

    /** True when every part an operator must do is done. */
    public boolean isDone() {
        return yes(provider) && yes(defaultModel) && yes(agent) && yes(firstTask);
    }

    public static boolean yes(Boolean part) {
        return Boolean.TRUE.equals(part);
    }
}
