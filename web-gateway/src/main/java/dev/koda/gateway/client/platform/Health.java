package dev.koda.gateway.client.platform;

import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** How the platform stands as a whole, and each of its parts. */
@TemplateData
public record Health(String status, List<Component> components) {
    public Status state() {
        return Status.component(status);
    }
}
