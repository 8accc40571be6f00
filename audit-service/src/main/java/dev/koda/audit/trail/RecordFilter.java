package dev.koda.audit.trail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import dev.koda.platform.problem.Problem;

import static java.time.ZoneOffset.UTC;

/**
 * Which records are asked for; null members ask for nothing.
 *
 * @param type exact, or with {@code *} for any text
 * @param actor id or name of the actor
 * @param target id of the target, its kind, or {@code kind:id}
 * @param from first moment, inclusive
 * @param to last moment, exclusive
 * @param text found anywhere in type, actor, target, address or details, in any case
 */
public record RecordFilter(
        String type, String actor, String target, Outcome outcome, Instant from, Instant to, String text) {
    /** Asks for all records. */
    public static final RecordFilter ALL = new RecordFilter(null, null, null, null, null, null, null);

    private static final int LONGEST = 256;

    /** Reads a filter from query parameters; a bad one is a 400 problem with its name. */
    public static RecordFilter of(
            String type, String actor, String target, String outcome, String from, String to, String text) {
        bound("type", type);
        bound("actor", actor);
        bound("target", target);
        bound("q", text);
        return new RecordFilter(
                blankToNull(type),
                blankToNull(actor),
                blankToNull(target),
                outcome(outcome),
                time("from", from),
                time("to", to),
                blankToNull(text));
    }

    /** Adds the conditions of this filter to a statement. */
    void addTo(Conditions conditions) {
        if (type != null) {
            addType(conditions);
        }
        if (actor != null) {
            conditions.add("(actor_id = %1$s OR lower(actor_name) = lower(%1$s))", actor);
        }
        if (target != null) {
            conditions.add(
                    "(target_id = %1$s OR target_kind = %1$s OR target_kind || ':' || target_id = %1$s)", target);
        }
        if (outcome != null) {
            conditions.add("outcome = %s", outcome.word());
        }
        if (from != null) {
            conditions.add("time >= %s", from.atOffset(UTC));
        }
        if (to != null) {
            conditions.add("time < %s", to.atOffset(UTC));
        }
        if (text != null) {
            conditions.add(
                    "concat_ws(' ', type, actor_id, actor_name, address, target_kind, target_id, task_id, details::text)"
                            + " ILIKE %s",
                    "%" + escaped(text) + "%");
        }
    }

    private void addType(Conditions conditions) {
        if (type.contains("*")) {
            conditions.add("type LIKE %s", escaped(type).replace("*", "%"));
            return;
        }
        conditions.add("type = %s", type);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static void bound(String name, String value) {
        if (value != null && value.length() > LONGEST) {
            throw refused(name, "is longer than " + LONGEST + " characters");
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip().replace('\u0000', '\ufffd');
    }

    private static Outcome outcome(String word) {
        if (blankToNull(word) == null) {
            return null;
        }
        Optional<Outcome> outcome = Outcome.findByWord(word);
        return outcome.orElseThrow(() -> refused("outcome", "must be one of success, failure, denied"));
    }

    private static Instant time(String name, String text) {
        if (blankToNull(text) == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw refused(name, "must be an RFC 3339 time with zone, like 2026-01-31T12:00:00Z");
        }
    }

    private static Problem refused(String name, String message) {
        return Problem.badRequest("audit_filter_invalid", name + " " + message + ".")
                .violation(name, "invalid", message);
    }

    /** Where conditions are gathered. */
    interface Conditions {
        /** Adds a condition; {@code %s} and {@code %1$s} stand for the value's parameter. */
        void add(String condition, Object value);
    }
}
