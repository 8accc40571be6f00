package dev.koda.gateway.page.frame;

import java.util.LinkedHashMap;
import java.util.Map;

/** The body of a call made from a form: empty fields are left out, so that a service sees only what was meant. */
public final class Payload {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Payload() {}

    public static Payload of(String name, Object value) {
        return new Payload().and(name, value);
    }

    public Payload and(String name, Object value) {
        if (value instanceof String text ? !text.isBlank() : value != null) {
            fields.put(name, value instanceof String text && !secret(name) ? text.strip() : value);
        }
        return this;
    }

    /** Also when it is empty: for fields where nothing is a value of its own. */
    public Payload always(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** A blank at the end of a password is part of it. */
    private static boolean secret(String name) {
        return name.contains("password");
    }

    public Map<String, Object> map() {
        return new LinkedHashMap<>(fields);
    }
}
