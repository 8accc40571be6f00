package dev.koda.provider.usage;

/**
 * What one hour, day, agent, provider, model or operator has cost.
 *
 * @param key which one; {@code none} where a call had no agent or operator
 * @param amount decimal string, without the calls that have no price
 * @param unpriced calls of models without a price
 * @param estimated calls whose tokens the vendor did not account for
 */
record CostView(
        String key,
        String amount,
        String currency,
        long calls,
        long input,
        long cached,
        long output,
        long reasoning,
        long unpriced,
        long estimated) {}
