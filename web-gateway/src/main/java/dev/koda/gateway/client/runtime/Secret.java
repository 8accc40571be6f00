package dev.koda.gateway.client.runtime;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** A secret of an agent, by name; its value went in and never comes out. */
@TemplateData
public record Secret(String name, String hint, Instant updatedAt, String updatedBy) {}
