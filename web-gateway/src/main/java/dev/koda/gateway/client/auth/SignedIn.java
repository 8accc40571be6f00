package dev.koda.gateway.client.auth;

import io.quarkus.qute.TemplateData;

/** The answer to a sign-in. */
@TemplateData
public record SignedIn(Operator operator) {}
