package dev.koda.gateway.client.provider;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

/** Spend of one day, agent, provider, model, operator or hour. */
@TemplateData
public record Cost(
        @JsonAlias({"name", "bucket", "day", "hour", "agent", "agent_id", "provider", "model", "operator", "operator_id"
        })
        String key,

        @JsonAlias({"cost", "total"}) BigDecimal amount,
        String currency,
        @JsonAlias("requests") Long calls,
        @JsonAlias({"input", "tokens_input"}) Long inputTokens,
        @JsonAlias({"output", "tokens_output"}) Long outputTokens) {}
