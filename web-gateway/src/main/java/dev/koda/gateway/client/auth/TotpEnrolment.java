package dev.koda.gateway.client.auth;

import io.quarkus.qute.TemplateData;

/** The secret of a second factor, shown until the first code proves it. */
@TemplateData
public record TotpEnrolment(String secret, String otpauthUri) {}
