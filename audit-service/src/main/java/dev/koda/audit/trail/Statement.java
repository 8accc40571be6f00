package dev.koda.audit.trail;

import java.util.ArrayList;
import java.util.List;

import io.vertx.mutiny.sqlclient.Tuple;

/** A SELECT over records that grows by conditions, each with its parameter. */
final class Statement implements RecordFilter.Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private String tail = "";

    @Override
    public void add(String condition, Object value) {
        conditions.add(condition.formatted(parameter(value)));
    }

    /** Adds a condition on two values: the first is {@code %1$s}, the second {@code %2$s}. */
    Statement and(String condition, Object first, Object second) {
        conditions.add(condition.formatted(parameter(first), parameter(second)));
        return this;
    }

    Statement matching(RecordFilter filter) {
        filter.addTo(this);
        return this;
    }

    Statement ending(String order, int limit) {
        tail = " ORDER BY " + order + " LIMIT " + parameter(limit);
        return this;
    }

    String sql(String select) {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return select + where + tail;
    }

    Tuple parameters() {
        return Tuple.from(values);
    }

    private String parameter(Object value) {
        values.add(value);
        return "$" + values.size();
    }
}
