package dev.koda.gateway.client.auth;

import io.quarkus.qute.TemplateData;

/** Whether the second factor is on. */
@TemplateData
public record TotpState(boolean enabled) {}
