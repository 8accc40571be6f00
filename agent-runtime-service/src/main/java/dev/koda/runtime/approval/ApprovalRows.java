package dev.koda.runtime.approval;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.task.TaskRows;

/** The SQL of approvals. */
@ApplicationScoped
class ApprovalRows {
    private static final String COLUMNS =
            "a.id, a.task_id, a.agent_id, a.agent_version, a.call_id, a.tool, a.arguments,"
                    + " a.consent_hash, a.effect, a.reason, a.asked_because, a.status, a.requested_at, a.expires_at,"
                    + " a.decided_at, a.decided_by";

    private static final String INSERT = """
            INSERT INTO approval (id, task_id, agent_id, agent_version, call_id, tool, arguments, consent_hash, effect,
                                  reason, asked_because, status, requested_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'pending', $12, $13)""";

    /** A pending one whose task waits no longer, because it was cancelled, is nobody's question any more. */
    private static final String PAGE =
            "SELECT " + COLUMNS + " FROM approval a WHERE ($1::varchar IS NULL OR a.status = $1)"
                    + " AND ($2::uuid IS NULL OR a.task_id = $2) AND ($3::uuid IS NULL OR a.id < $3)"
                    + " AND (a.status <> 'pending' OR EXISTS (SELECT 1 FROM task t WHERE t.id = a.task_id"
                    + " AND t.state = 'waiting_approval')) ORDER BY a.id DESC LIMIT $4";

    private static final String EXPIRED = "SELECT " + COLUMNS + " FROM approval a WHERE a.status = 'pending'"
            + " AND a.expires_at < $1 ORDER BY a.expires_at LIMIT 100 FOR UPDATE SKIP LOCKED";

    private static final String DECIDE =
            "UPDATE approval SET status = $2, decided_at = $3, decided_by = $4 WHERE id = $1";

    private final ObjectMapper json;

    ApprovalRows(ObjectMapper json) {
        this.json = json;
    }

    Uni<Void> insert(SqlClient client, Approval approval) {
        Tuple values = Tuple.tuple()
                .addUUID(approval.id())
                .addUUID(approval.taskId())
                .addUUID(approval.agentId())
                .addInteger(approval.agentVersion())
                .addString(approval.callId())
                .addString(approval.tool())
                .addString(approval.arguments().toString())
                .addString(approval.consentHash())
                .addString(approval.effect())
                .addString(approval.reason())
                .addString(approval.askedBecause())
                .addOffsetDateTime(TaskRows.utc(approval.requestedAt()))
                .addOffsetDateTime(TaskRows.utc(approval.expiresAt()));
        return client.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    /** Newest first, below the given id; each filter may be null. */
    Uni<List<Approval>> page(SqlClient client, String status, UUID taskId, UUID before, int most) {
        return client.preparedQuery(PAGE)
                .execute(Tuple.of(status, taskId, before, most))
                .map(rows -> rows.stream().map(this::approval).toList());
    }

    /** The approval, locked until the transaction ends. */
    Uni<Approval> locked(SqlClient client, UUID id) {
        return client.preparedQuery("SELECT " + COLUMNS + " FROM approval a WHERE a.id = $1 FOR UPDATE")
                .execute(Tuple.of(id))
                .map(rows ->
                        rows.iterator().hasNext() ? approval(rows.iterator().next()) : null)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("approval_not_found", "There is no approval " + id + "."));
    }

    Uni<List<Approval>> expired(SqlClient client, Instant now) {
        return client.preparedQuery(EXPIRED)
                .execute(Tuple.of(TaskRows.utc(now)))
                .map(rows -> rows.stream().map(this::approval).toList());
    }

    Uni<Void> decide(SqlClient client, UUID id, String status, Instant now, String by) {
        return client.preparedQuery(DECIDE)
                .execute(Tuple.of(id, status, TaskRows.utc(now), by))
                .replaceWithVoid();
    }

    private Approval approval(Row row) {
        return new Approval(
                row.getUUID("id"),
                row.getUUID("task_id"),
                row.getUUID("agent_id"),
                row.getInteger("agent_version"),
                row.getString("call_id"),
                row.getString("tool"),
                tree(row.getString("arguments")),
                row.getString("consent_hash"),
                row.getString("effect"),
                row.getString("reason"),
                row.getString("asked_because"),
                row.getString("status"),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                instant(row.getOffsetDateTime("decided_at")),
                row.getString("decided_by"));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored arguments are not JSON", broken);
        }
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
