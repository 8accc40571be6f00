package dev.koda.platform.doctor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Carries doctor checks over the MicroProfile Health group {@code doctor}, which knows only UP, DOWN and flat data.
 *
 * <p>Data keys: {@code status category scope message hint gates duration_ms evidence.<key>}. A check is DOWN only
 * when it fails, so that a warning leaves the group UP. Reading is lenient: a plain health check without these keys
 * becomes a check of its own, since an extension may add one to the group.
 */
public final class CheckHealth {

    private static final String EVIDENCE = "evidence.";

    private CheckHealth() {}

    /** The health answer that carries the check. */
    public static HealthCheckResponse response(Check check) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("status", check.status().word());
        data.put("category", check.category());
        data.put("scope", check.scope().word());
        data.put("message", check.message());
        data.put("hint", check.hint());
        data.put("gates", check.gates().stream().map(Gate::word).collect(Collectors.joining(",")));
        data.put("duration_ms", check.durationMs());
        check.evidence().forEach((key, value) -> data.put(EVIDENCE + key, flat(value)));
        HealthCheckResponse.Status status =
                check.status() == Status.FAIL ? HealthCheckResponse.Status.DOWN : HealthCheckResponse.Status.UP;
        return new HealthCheckResponse(check.id(), status, Optional.of(data));
    }

    /** The checks of a group's answer, in its order; an answer without checks gives an empty list. */
    public static List<Check> parse(JsonNode healthGroupAnswer) {
        List<Check> checks = new ArrayList<>();
        healthGroupAnswer.path("checks").forEach(entry -> checks.add(check(entry)));
        return List.copyOf(checks);
    }

    private static Check check(JsonNode entry) {
        JsonNode data = entry.path("data");
        String id = entry.path("name").asText("unnamed");
        return new Check(
                id,
                data.path("category").asText(null),
                scope(data),
                status(entry, data),
                data.path("message").asText(""),
                data.path("hint").asText(""),
                evidence(data),
                gates(data),
                data.path("duration_ms").asLong(0));
    }

    private static Scope scope(JsonNode data) {
        return "local".equalsIgnoreCase(data.path("scope").asText()) ? Scope.LOCAL : Scope.DOWNSTREAM;
    }

    private static Status status(JsonNode entry, JsonNode data) {
        return switch (data.path("status").asText("").toLowerCase(Locale.ROOT)) {
            case "pass" -> Status.PASS;
            case "warn" -> Status.WARN;
            case "fail" -> Status.FAIL;
            case "skip" -> Status.SKIP;
            default -> "UP".equals(entry.path("status").asText()) ? Status.PASS : Status.FAIL;
        };
    }

    private static Map<String, Object> evidence(JsonNode data) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        data.properties().forEach(field -> {
            if (field.getKey().startsWith(EVIDENCE)) {
                evidence.put(field.getKey().substring(EVIDENCE.length()), plain(field.getValue()));
            }
        });
        return evidence;
    }

    private static Set<Gate> gates(JsonNode data) {
        Set<Gate> gates = EnumSet.noneOf(Gate.class);
        for (Gate gate : Gate.values()) {
            if (List.of(data.path("gates").asText("").split(",")).contains(gate.word())) {
                gates.add(gate);
            }
        }
        return gates;
    }

    /** Health data may hold strings, whole numbers and booleans only. */
    private static Object flat(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case Long number -> number;
            case Integer number -> number.longValue();
            default -> value.toString();
        };
    }

    private static Object plain(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isIntegralNumber() ? (Object) value.longValue() : value.asText();
    }
}
