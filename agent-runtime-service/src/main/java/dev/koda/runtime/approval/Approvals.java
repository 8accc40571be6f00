package dev.koda.runtime.approval;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.koda.platform.outbox.AuditEntry.Outcome;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.problem.Problem;
import dev.koda.runtime.journal.Draft;
import dev.koda.runtime.journal.StepKind;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.task.ParkedTasks;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskEvents;
import dev.koda.runtime.tool.Toolbox;

/**
 * Decides waiting calls: the approval, the task's journal and its way back into the queue are one transaction, so a
 * restart at any moment leaves the question either open or answered.
 */
@ApplicationScoped
class Approvals {
    private final Pool pool;
    private final ApprovalRows rows;
    private final ParkedTasks tasks;
    private final Toolbox toolbox;
    private final Outbox outbox;
    private final Clock clock;

    Approvals(Pool pool, ApprovalRows rows, ParkedTasks tasks, Toolbox toolbox, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.rows = rows;
        this.tasks = tasks;
        this.toolbox = toolbox;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<List<Approval>> page(String status, UUID taskId, UUID before, int most) {
        return rows.page(pool, status, taskId, before, most);
    }

    Uni<Approval> required(UUID id) {
        return rows.locked(pool, id);
    }

    /** Answers a pending approval; a late answer is told what came before it. */
    Uni<Approval> decide(UUID id, DecideApproval answer, Origin origin) {
        return pool.withTransaction(connection -> rows.locked(connection, id).chain(approval -> {
                    refuseLate(approval);
                    refuseMisfit(approval, answer);
                    return settle(connection, approval, answer, origin);
                }))
                .invoke(tasks::wake)
                .chain(() -> required(id));
    }

    /** Rejects what waited for too long; answers how many. */
    Uni<Integer> expire() {
        return pool.withTransaction(
                connection -> rows.expired(connection, now()).chain(expired -> Multi.createFrom()
                        .iterable(expired)
                        .onItem()
                        .transformToUniAndConcatenate(approval -> expire(connection, approval))
                        .collect()
                        .asList()
                        .map(List::size)));
    }

    private Uni<Void> settle(SqlConnection connection, Approval approval, DecideApproval answer, Origin origin) {
        Draft step = Draft.step(StepKind.APPROVAL, ApprovalStep.decided(approval, answer, origin));
        Uni<Task> moved = answer.decision() == Decision.STOP
                ? tasks.stop(connection, approval.taskId(), step, origin)
                : tasks.release(connection, approval.taskId(), step);
        return moved.onItem()
                .ifNull()
                .failWith(() -> Problem.conflict(
                        "approval_task_ended", "The task waits no longer; it was cancelled or has ended."))
                .call(() ->
                        rows.decide(connection, approval.id(), answer.decision().status(), now(), origin.name()))
                .call(task ->
                        audit(connection, task, approval, answer.decision().status(), origin))
                .replaceWithVoid();
    }

    private Uni<Void> expire(SqlConnection connection, Approval approval) {
        Draft step = Draft.step(StepKind.APPROVAL, ApprovalStep.expired(approval));
        // an undecided doubt is not resolved by time: the model is told that nobody knows
        return tasks.release(connection, approval.taskId(), step)
                .call(() -> rows.decide(connection, approval.id(), "expired", now(), "system"))
                .call(task -> task == null
                        ? Uni.createFrom().voidItem()
                        : audit(connection, task, approval, "expired", Origin.SYSTEM))
                .replaceWithVoid();
    }

    private Uni<Void> audit(SqlConnection connection, Task task, Approval approval, String status, Origin origin) {
        boolean expired = "expired".equals(status);
        return outbox.record(
                connection,
                List.of(TaskEvents.about(task, expired ? "approval.expired" : "approval.decided", origin)
                        .outcome("rejected".equals(status) || expired ? Outcome.DENIED : Outcome.SUCCESS)
                        .detail("approval_id", approval.id().toString())
                        .detail("tool", approval.tool())
                        .detail("decision", status)
                        .detail("consent_hash", approval.consentHash())
                        .event(task.id().toString())));
    }

    private void refuseLate(Approval approval) {
        if (!Approval.PENDING.equals(approval.status())) {
            throw Problem.conflict(
                            "approval_already_decided",
                            "This was already decided: " + approval.status() + " by " + approval.decidedBy() + ".")
                    .with("decision", approval.status())
                    .with("decided_at", approval.decidedAt().toString());
        }
        if (approval.expiresAt().isBefore(clock.instant())) {
            throw Problem.conflict(
                    "approval_expired",
                    "This expired at " + approval.expiresAt() + ". Retry the task to be asked again.");
        }
    }

    private void refuseMisfit(Approval approval, DecideApproval answer) {
        if (!answer.decision().fits(approval)) {
            throw Problem.badRequest(
                            "decision_unfit",
                            approval.inDoubt()
                                    ? "This call is in doubt: say happened, not_happened or stop."
                                    : "Say approve, reject or edit.")
                    .violation("decision", "decision_unfit", answer.decision().word());
        }
        if (answer.decision() == Decision.EDIT && answer.arguments() == null) {
            throw Problem.badRequest("arguments_missing", "An edit needs the new arguments.")
                    .violation("arguments", "arguments_missing", "required for edit");
        }
        if (answer.decision() == Decision.EDIT) {
            // a tool that is gone is refused when the call is made
            toolbox.find(approval.tool())
                    .flatMap(tool -> toolbox.faults(approval.tool(), answer.arguments()))
                    .ifPresent(Approvals::refuseArguments);
        }
    }

    private static void refuseArguments(String faults) {
        throw Problem.badRequest("arguments_invalid", "The arguments do not fit the tool: " + faults)
                .violation("arguments", "arguments_invalid", faults);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
