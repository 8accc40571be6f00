package dev.koda.provider.usage;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.koda.provider.budget.Reservation;
import dev.koda.provider.price.Cost;
import dev.koda.provider.prompt.Usage;

/**
 * What one call to one vendor used.
 *
 * @param cost empty when the model has no price
 * @param estimated whether the tokens are ours because the vendor did not say them
 * @param outcome a finish reason, a failure, or {@code cancelled}
 * @param reservation the budget reservation it settles
 */
public record UsageRecord(
        UUID id,
        Instant at,
        String provider,
        String model,
        Origin origin,
        Usage tokens,
        Optional<Cost> cost,
        String priceVersion,
        boolean estimated,
        String outcome,
        String requestId,
        long durationMs,
        Reservation reservation) {}
