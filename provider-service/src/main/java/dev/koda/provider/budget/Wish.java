package dev.koda.provider.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What one call wants to reserve.
 *
 * @param scopes of the budgets that cover it, as {@link Reservation#scopes}
 * @param until when the longest call would be over
 */
record Wish(UUID id, String scopes, BigDecimal worst, Instant until) {}
