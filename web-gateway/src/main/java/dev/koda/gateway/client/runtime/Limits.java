package dev.koda.gateway.client.runtime;

import java.math.BigDecimal;

import io.quarkus.qute.TemplateData;

/** How far a task of an agent may go. */
@TemplateData
public record Limits(Integer iterations, Long wallTimeS, Long tokens, BigDecimal cost, Integer toolCallsPerTurn) {}
