package dev.koda.gateway.client.runtime;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** The ordered steps of a task. */
@TemplateData
public record Trace(String taskId, String status, List<Step> steps) {}
