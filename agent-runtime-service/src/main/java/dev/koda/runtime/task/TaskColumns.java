package dev.koda.runtime.task;

import java.time.Instant;
import java.time.OffsetDateTime;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;

import dev.koda.runtime.agent.AgentLimits;

/** Reads rows of the task table. */
@ApplicationScoped
public class TaskColumns {
    private static final String SHORT =
            "id, agent_id, agent_name, agent_version, operator_id, operator_name, channel, session_id,"
                    + " turn, parent_task_id, parent_seq, depth, retry_of, limits, priority, deadline, state, wait_reason,"
                    + " lease_epoch, cancel_reason, recoveries, created_at, started_at, finished_at, error, artifacts, usage, traceparent";

    /** Every column a {@link Task} is made of. */
    public static final String ALL = SHORT + ", trial_definition, input, output";

    /** For lists: texts cut short, so that a page costs what it shows. */
    static final String PREVIEW =
            SHORT + ", NULL AS trial_definition, left(input, 300) AS input, left(output, 300) AS output";

    private final ObjectMapper json;

    TaskColumns(ObjectMapper json) {
        this.json = json;
    }

    public Task task(Row row) {
        return new Task(
                row.getUUID("id"),
                row.getUUID("agent_id"),
                row.getString("agent_name"),
                row.getInteger("agent_version"),
                row.getString("trial_definition"),
                row.getString("operator_id"),
                row.getString("operator_name"),
                row.getString("channel"),
                row.getUUID("session_id"),
                row.getInteger("turn"),
                row.getUUID("parent_task_id"),
                row.getInteger("parent_seq"),
                row.getInteger("depth"),
                row.getUUID("retry_of"),
                row.getString("input"),
                read(row.getString("limits"), AgentLimits.class),
                row.getInteger("priority"),
                instant(row.getOffsetDateTime("deadline")),
                TaskState.of(row.getString("state")),
                row.getString("wait_reason"),
                row.getLong("lease_epoch"),
                row.getString("cancel_reason"),
                row.getInteger("recoveries"),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("finished_at")),
                row.getString("output"),
                read(row.getString("error"), TaskError.class),
                read(row.getString("artifacts"), JsonNode.class),
                read(row.getString("usage"), JsonNode.class),
                row.getString("traceparent"));
    }

    public String write(Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("cannot be written as JSON", broken);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored column is not JSON", broken);
        }
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
