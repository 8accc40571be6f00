package dev.koda.gateway.client.runtime;

import io.quarkus.qute.TemplateData;

/** What a task has used up so far. */
@TemplateData
public record Usage(Integer iterations, Tokens tokens, Cost cost) {}
