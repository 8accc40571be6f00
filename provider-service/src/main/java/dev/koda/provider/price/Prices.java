package dev.koda.provider.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.koda.provider.prompt.Usage;

/** Prices calls by {@code prices.json}: decimal, per million tokens, versioned. A model without a row has no price. */
@Singleton
public class Prices {

    private static final String RESOURCE = "/prices.json";

    /** Distinct model names remembered; beyond it the table is searched each time. */
    private static final int MOST_NAMES = 4096;

    private final PriceTable table;
    private final Map<String, Optional<Price>> byName = new ConcurrentHashMap<>();

    public Prices() {
        this.table = load();
    }

    /** The version of the table. */
    public String version() {
        return table.version();
    }

    /** The currency of all prices. */
    public String currency() {
        return table.currency();
    }

    /** What that usage costs; empty when the model has no price. */
    public Optional<Cost> of(String provider, String model, Usage usage) {
        return price(provider, model).map(price -> Cost.of(price.of(usage), table.currency()));
    }

    private Optional<Price> price(String provider, String model) {
        String name = provider + "/" + model;
        Optional<Price> known = byName.get(name);
        if (known != null) {
            return known;
        }
        Optional<Price> found = find(provider, model);
        if (byName.size() < MOST_NAMES) {
            byName.put(name, found);
        }
        return found;
    }

    /** The longest name that covers the model is the most exact. */
    private Optional<Price> find(String provider, String model) {
        return table.prices().stream()
                .filter(price -> price.provider().equals(provider) && price.covers(model))
                .max(Comparator.comparingInt(price -> price.model().length()));
    }

    private static PriceTable load() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        try (InputStream resource = Prices.class.getResourceAsStream(RESOURCE)) {
            return mapper.readValue(resource, PriceTable.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(RESOURCE + " does not read", broken);
        }
    }
}
