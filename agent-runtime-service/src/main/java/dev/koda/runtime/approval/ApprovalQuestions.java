package dev.koda.runtime.approval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.OutboxEvent;
import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.task.Accompaniment;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskEvents;

/** Asks people: makes the approval that is committed together with the task's parking. */
@ApplicationScoped
public class ApprovalQuestions {
    private final ApprovalRows rows;
    private final RuntimeConfig config;
    private final Clock clock;
    private final Ids ids;

    ApprovalQuestions(ApprovalRows rows, RuntimeConfig config, Clock clock, Ids ids) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /** A call as it is put to a person. */
    public record Question(String callId, String tool, JsonNode arguments, String effect, String askedBecause) {}

    public Approval ask(Task task, Question call, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Approval(
                ids.next(),
                task.id(),
                task.agentId(),
                task.agentVersion(),
                call.callId(),
                call.tool(),
                call.arguments(),
                Consent.hash(call.tool(), call.arguments(), task.agentVersion()),
                call.effect(),
                reason,
                call.askedBecause(),
                Approval.PENDING,
                now,
                now.plus(config.approvalExpiry()),
                null,
                null);
    }

    /** What is written with the parking: the approval's row and its audit entry. */
    public Accompaniment parking(Task task, Approval approval) {
        OutboxEvent audit = TaskEvents.about(task, "approval.requested", Origin.SYSTEM)
                .detail("approval_id", approval.id().toString())
                .detail("tool", approval.tool())
                .detail("reason", approval.reason())
                .event(task.id().toString());
        return new Accompaniment(List.of(audit), connection -> rows.insert(connection, approval));
    }
}
