package dev.koda.gateway.client.provider;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** A model of a vendor and what it can do. */
@TemplateData
public record Model(@JsonAlias({"name", "model"}) String id, Long contextTokens, List<String> abilities) {}
