package dev.koda.gateway.client.auth;

import io.quarkus.qute.TemplateData;

/** What anyone may know of the set-up: whether there is an owner, and whether mail can be sent. */
@TemplateData
public record Onboarding(boolean hasOwner, boolean bootstrapRequired, boolean smtpConfigured) {}
