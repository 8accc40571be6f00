package dev.koda.gateway.client.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** The answer to a sign-in; a warning says why the cookie will not stick. */
@TemplateData
public record SignedIn(Operator operator, JsonNode warning, JsonNode warnings) {}
