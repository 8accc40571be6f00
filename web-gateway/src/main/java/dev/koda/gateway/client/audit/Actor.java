package dev.koda.gateway.client.audit;

import io.quarkus.qute.TemplateData;

/** Who did it. */
@TemplateData
public record Actor(String kind, String id, String name) {}
