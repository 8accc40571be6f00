package dev.koda.gateway.client.runtime;

import java.math.BigDecimal;

import io.quarkus.qute.TemplateData;

/** What something cost. */
@TemplateData
public record Cost(BigDecimal amount, String currency) {}
