package dev.koda.gateway.client.runtime;

import io.quarkus.qute.TemplateData;

/** A file a task left behind. */
@TemplateData
public record ArtifactRef(String id, String name, String mediaType, Long size) {}
