package dev.koda.gateway.client.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** Why a task failed, with the hint what to do. */
@TemplateData
public record TaskError(String code, String message, String hint, JsonNode evidence) {}
