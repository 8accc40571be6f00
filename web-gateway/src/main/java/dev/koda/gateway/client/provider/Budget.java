package dev.koda.gateway.client.provider;

import java.math.BigDecimal;
import java.time.Instant;

import io.quarkus.qute.TemplateData;

/** A limit of spending for a day or a month. */
@TemplateData
public record Budget(
        String id,
        String scope,
        String period,
        BigDecimal limit,
        BigDecimal spent,
        BigDecimal reserved,
        String currency,
        Instant resetsAt) {

    /** Spent of the limit in whole per cent, at most 100: what the meter shows. */
    public int used() {
        if (limit == null || spent == null || limit.signum() <= 0) {
            return 0;
        }
        return Math.min(
                100, spent.movePointRight(2).divideToIntegralValue(limit).intValue());
    }
}
