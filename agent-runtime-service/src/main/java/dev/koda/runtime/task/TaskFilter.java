package dev.koda.runtime.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.vertx.mutiny.sqlclient.Tuple;

/** Which tasks a list shall hold; null asks for nothing. Ids are ordered by time, so times become bounds on ids. */
record TaskFilter(
        UUID agentId,
        List<TaskState> states,
        UUID sessionId,
        String channel,
        String text,
        Instant from,
        Instant to,
        UUID before) {

    /** A WHERE clause and its values; {@code $1} is the first. */
    record Where(String sql, Tuple values) {}

    Where where() {
        List<String> conditions =
                new ArrayList<>(List.of(channel == null ? "channel <> '" + Provenance.CANARY + "'" : "true"));
        Tuple values = Tuple.tuple();
        add(conditions, values, "agent_id = $%d", agentId);
        add(conditions, values, "state = ANY($%d)", states.isEmpty() ? null : words());
        add(conditions, values, "session_id = $%d", sessionId);
        add(conditions, values, "channel = $%d", channel);
        add(conditions, values, "position(lower($%d) IN lower(input)) > 0", text);
        add(conditions, values, "id >= id_floor($%d)", from == null ? null : TaskRows.utc(from));
        add(conditions, values, "id < id_floor($%d)", to == null ? null : TaskRows.utc(to));
        add(conditions, values, "id < $%d", before);
        return new Where(String.join(" AND ", conditions), values);
    }

    private String[] words() {
        return states.stream().map(TaskState::word).toArray(String[]::new);
    }

    private static void add(List<String> conditions, Tuple values, String condition, Object value) {
        if (value != null) {
            values.addValue(value);
            conditions.add(condition.formatted(values.size()));
        }
    }
}
