package dev.koda.provider.usage;

import java.util.Locale;

import dev.koda.platform.problem.Problem;

/** By what costs are summed up; the SQL of each is fixed here, so that nothing of a request becomes SQL. */
enum Grouping {
    HOUR("to_char(date_trunc('hour', at AT TIME ZONE 'UTC'), 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')"),
    DAY("to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
    AGENT("coalesce(agent_id, 'none')"),
    PROVIDER("provider"),
    MODEL("provider || '/' || model"),
    OPERATOR("coalesce(operator_id, 'none')");

    private final String sql;

    Grouping(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Grouping of(String wire) {
        for (Grouping grouping : values()) {
            if (grouping.wire().equals(wire)) {
                return grouping;
            }
        }
        throw Problem.badRequest("by_invalid", "by must be hour, day, agent, provider, model or operator.")
                .violation("by", "by_invalid", "must be hour, day, agent, provider, model or operator");
    }
}
