package dev.koda.gateway.page.frame;

import io.quarkus.qute.TemplateData;

/** One line of the menu. */
@TemplateData
public record Entry(String label, String icon, String href, boolean current, Count count) {}
