package dev.koda.gateway.page.frame;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** A group of the menu; {@code title} is null for the first and the last. */
@TemplateData
public record Group(String title, List<Entry> entries) {}
