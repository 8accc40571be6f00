package dev.koda.provider.budget;

import java.time.Instant;
import java.util.UUID;

/** A budget with what its current period holds; amounts are decimal strings. */
public record BudgetView(
        UUID id,
        String scope,
        String period,
        String limit,
        String spent,
        String reserved,
        String remaining,
        String currency,
        Instant resetsAt) {}
