package dev.koda.gateway.client.runtime;

import java.util.List;

import io.quarkus.qute.TemplateData;

/** What makes an agent behave as it does. */
@TemplateData
public record Definition(String name, String instructions, String model, List<AgentTool> tools, Limits limits) {}
