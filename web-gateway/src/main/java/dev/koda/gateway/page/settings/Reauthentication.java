package dev.koda.gateway.page.settings;

import java.util.List;
import java.util.Set;

import jakarta.ws.rs.core.MultivaluedMap;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Trouble;

/**
 * An act that wants the password again first: where it goes and what was typed, so that it is done once the password is proven.
 * Secrets are not carried; they are typed again.
 */
@TemplateData
public record Reauthentication(String action, List<Field> fields) {
    private static final Set<String> SECRET = Set.of("password", "current_password", "new_password", "code");

    /** One field of the act's form. */
    @TemplateData
    public record Field(String name, String value) {}

    /** Null unless the service asked for the password again. */
    static Reauthentication of(Trouble trouble, String action, MultivaluedMap<String, String> typed) {
        if (trouble == null || !trouble.is("reauthentication_required")) {
            return null;
        }
        List<Field> fields = typed.entrySet().stream()
                .filter(entry -> !SECRET.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream().map(value -> new Field(entry.getKey(), value)))
                .toList();
        return new Reauthentication(action, fields);
    }
}
