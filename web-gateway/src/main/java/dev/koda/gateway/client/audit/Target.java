package dev.koda.gateway.client.audit;

import io.quarkus.qute.TemplateData;

/** What it was done to. */
@TemplateData
public record Target(String kind, String id) {}
