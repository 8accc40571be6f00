package dev.koda.provider.price;

import java.util.List;

/** The prices of this build with the version that every usage record names. */
record PriceTable(String version, String currency, List<Price> prices) {}
