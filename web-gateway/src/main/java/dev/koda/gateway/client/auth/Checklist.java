package dev.koda.gateway.client.auth;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** How far the set-up is. */
@TemplateData
public record Checklist(List<ChecklistStep> steps, boolean complete) {}
