package dev.koda.gateway.page.task;

import io.quarkus.qute.TemplateData;

/** A mark on the time axis: a tick, or a fold with its width. */
@TemplateData
public record Mark(String x, String width, String label) {}
