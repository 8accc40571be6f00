package dev.koda.provider.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.koda.platform.problem.Problem;

/**
 * The vendors this build knows, in the order in which they are shown. Read once from {@code catalogue.json}; adding an
 * OpenAI-compatible vendor is one row there.
 */
@Singleton
public class Catalogue {

    private static final String RESOURCE = "/catalogue.json";

    private final Map<String, Vendor> vendors;

    public Catalogue() {
        this.vendors = load();
    }

    /** All vendors. */
    public Collection<Vendor> all() {
        return vendors.values();
    }

    /** The vendor of that id. */
    public Optional<Vendor> find(String id) {
        return Optional.ofNullable(vendors.get(id));
    }

    /** The vendor of that id, or the problem that there is none. */
    public Vendor required(String id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /** The problem that there is no such vendor. */
    public static Problem unknown(String id) {
        return Problem.notFound(
                "provider_unknown", "There is no provider '" + id + "'. GET /api/control-plane/providers lists them.");
    }

    private static Map<String, Vendor> load() {
        JsonMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try (InputStream resource = Catalogue.class.getResourceAsStream(RESOURCE)) {
            List<Vendor> rows = mapper.readValue(resource, new TypeReference<List<Vendor>>() {});
            Map<String, Vendor> byId = new LinkedHashMap<>();
            rows.forEach(row -> byId.put(row.id(), row));
            return Collections.unmodifiableMap(byId);
        } catch (IOException broken) {
            throw new UncheckedIOException(RESOURCE + " does not read", broken);
        }
    }
}
