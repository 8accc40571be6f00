package dev.koda.gateway.client.runtime;

import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** One frozen version of an agent. */
@TemplateData
public record AgentVersion(Integer version, Definition definition, String publishedBy, Instant publishedAt) {}
