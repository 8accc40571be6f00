package dev.koda.gateway.client.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

/** A tool an agent may use, and whether a person is asked first. */
@TemplateData
public record AgentTool(String name, String approval, JsonNode settings) {}
