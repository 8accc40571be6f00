package dev.koda.platform.doctor;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A check whose outcome is not known yet; {@link #pass}, {@link #warn}, {@link #fail} and {@link #skip} finish it.
 * Not safe for use by several threads.
 */
public final class CheckDraft {

    private final String id;
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    private final Set<Gate> gates = EnumSet.noneOf(Gate.class);
    private Scope scope = Scope.LOCAL;
    private Duration duration = Duration.ZERO;

    CheckDraft(String id) {
        this.id = id;
    }

    public CheckDraft scope(Scope value) {
        scope = value;
        return this;
    }

    public CheckDraft gates(Gate... held) {
        Collections.addAll(gates, held);
        return this;
    }

    /** Adds what was looked at; values are strings, numbers or booleans, never secrets. A null value is left out. */
    public CheckDraft evidence(String key, Object value) {
        if (value != null) {
            evidence.put(key, value);
        }
        return this;
    }

    public CheckDraft took(Duration value) {
        duration = value;
        return this;
    }

    public Check pass(String message) {
        return finish(Status.PASS, message, "");
    }

    public Check warn(String message, String hint) {
        return finish(Status.WARN, message, hint);
    }

    public Check fail(String message, String hint) {
        return finish(Status.FAIL, message, hint);
    }

    public Check skip(String message) {
        return finish(Status.SKIP, message, "");
    }

    private Check finish(Status status, String message, String hint) {
        return new Check(id, null, scope, status, message, hint, evidence, gates, duration.toMillis());
    }
}
