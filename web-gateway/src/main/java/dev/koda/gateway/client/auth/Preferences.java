package dev.koda.gateway.client.auth;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** How one person wants the dashboard. */
@TemplateData
public record Preferences(String timeZone, String theme, Boolean keys, List<String> hiddenCards) {}
