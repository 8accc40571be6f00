package dev.koda.gateway.client.runtime;

import io.quarkus.qute.TemplateData;

/** Tokens that went in and came out. */
@TemplateData
public record Tokens(Long input, Long cached, Long output, Long reasoning) {}
