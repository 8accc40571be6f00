package dev.koda.provider.usage;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Costs of a time in groups, and their sum. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CostReport(
        List<CostView> items,
        String nextCursor,
        CostView total,
        String by,
        Instant from,
        Instant to,
        String priceVersion) {}
