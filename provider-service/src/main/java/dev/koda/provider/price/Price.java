package dev.koda.provider.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

import dev.koda.provider.prompt.Usage;

/**
 * What a model costs per million tokens. Reasoning tokens are output tokens at all vendors of the table.
 *
 * @param provider the provider id
 * @param model the model, its family (a dated variant counts as its family), or {@code *} for all of the provider
 */
record Price(String provider, String model, BigDecimal input, BigDecimal cached, BigDecimal output) {

    private static final int PER_MILLION_SCALE = 6;

    /** Decimal places that are kept: a single cached token of the cheapest model still costs something. */
    private static final int SCALE = 10;

    boolean covers(String modelId) {
        return model.equals("*") || modelId.equals(model) || modelId.startsWith(model + "-");
    }

    BigDecimal of(Usage usage) {
        BigDecimal fresh = input.multiply(BigDecimal.valueOf(Math.max(0, usage.input() - usage.cached())));
        BigDecimal known = (cached == null ? input : cached).multiply(BigDecimal.valueOf(usage.cached()));
        BigDecimal written = output.multiply(BigDecimal.valueOf(usage.output()));
        return fresh.add(known).add(written).movePointLeft(PER_MILLION_SCALE).setScale(SCALE, RoundingMode.HALF_UP);
    }
}
