package dev.koda.gateway.client.provider;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** The model of agents that name none. */
@TemplateData
public record DefaultModel(@JsonAlias("provider") String providerId, String model) {}
