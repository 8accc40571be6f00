package dev.koda.gateway.client.runtime;

import java.math.BigDecimal;

import io.quarkus.qute.TemplateData;

/** What a task has used up so far. */
@TemplateData
public record Usage(Long input, Long cached, Long output, Long reasoning, BigDecimal cost, String currency) {}
