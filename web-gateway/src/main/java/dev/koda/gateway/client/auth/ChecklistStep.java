package dev.koda.gateway.client.auth;

import io.quarkus.qute.TemplateData;

/** One step of the set-up: done, open, or unknown while the service that knows is away. */
@TemplateData
public record ChecklistStep(String id, String title, String state) {

    public boolean isDone() {
        return "done".equals(state);
    }
}
