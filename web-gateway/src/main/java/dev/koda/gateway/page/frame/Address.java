package dev.koda.gateway.page.frame;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import io.quarkus.qute.TemplateData;

/** A page's own address with its filters; the address is the state, so every link is made from it. */
@TemplateData
public record Address(String path, Map<String, String> query) {
    public Address {
        query = Map.copyOf(query);
    }

    public static Address of(String path) {
        return new Address(path, Map.of());
    }

    /** Null and blank values are left out, so that an empty field of a form is no filter. */
    public Address with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(query);
        if (value == null || value.isBlank()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Address(path, changed);
    }

    /** The same filters on another path. */
    public Address at(String other) {
        return new Address(other, query);
    }

    public Address without(String name) {
        return with(name, null);
    }

    @Override
    public String toString() {
        if (query.isEmpty()) {
            return path;
        }
        StringJoiner parts = new StringJoiner("&");
        query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(parameter -> parts.add(
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8)));
        return path + "?" + parts;
    }
}
