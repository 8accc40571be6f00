package dev.koda.provider.connection;

import java.net.URI;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.koda.provider.catalogue.Ability;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.catalogue.Vendor;

/** A vendor of the catalogue and, when there is one, its connection. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ProviderView(
        String id,
        String title,
        String kind,
        Collection<Ability> abilities,
        URI defaultBaseUrl,
        boolean keyRequired,
        List<Model> models,
        ConnectionView connection) {

    static ProviderView of(Vendor vendor, ConnectionView connection) {
        return new ProviderView(
                vendor.id(),
                vendor.title(),
                vendor.kind(),
                vendor.abilities().stream().sorted().toList(),
                vendor.baseUrl(),
                vendor.keyRequired(),
                vendor.models(),
                connection);
    }
}
