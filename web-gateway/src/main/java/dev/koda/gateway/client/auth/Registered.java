package dev.koda.gateway.client.auth;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** The new owner with the recovery codes, which are shown once. */
@TemplateData
public record Registered(Operator operator, List<String> recoveryCodes) {}
