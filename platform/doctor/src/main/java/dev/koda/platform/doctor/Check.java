package dev.koda.platform.doctor;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One answer of the doctor: what was looked at, how it stands, and, when it is not well, the next command or setting.
 *
 * <p>Immutable. {@code message} and {@code hint} are read by people and hold no secret; {@code hint} is empty where
 * nothing is to be done. {@code evidence} keeps its insertion order.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"id", "category", "scope", "status", "message", "hint", "evidence", "gates", "duration_ms"})
public record Check(
        String id,
        String category,
        Scope scope,
        Status status,
        String message,
        String hint,
        Map<String, Object> evidence,
        Set<Gate> gates,
        @JsonProperty("duration_ms") long durationMs) {

    public Check {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        category = category == null ? categoryOf(id) : category;
        scope = scope == null ? Scope.LOCAL : scope;
        message = message == null ? "" : message;
        hint = hint == null ? "" : hint;
        evidence = evidence == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        gates = gates == null || gates.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(gates));
    }

    /** Starts a check; its category is the part of the id before the first dot, its scope local, its gates none. */
    public static CheckDraft of(String id) {
        return new CheckDraft(id);
    }

    /** The same answer with the time it took. */
    public Check took(Duration duration) {
        return new Check(id, category, scope, status, message, hint, evidence, gates, duration.toMillis());
    }

    private static String categoryOf(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }
}
