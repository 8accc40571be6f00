package dev.koda.runtime.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.boot.seam.Ids;
import dev.koda.platform.outbox.Outbox;
import dev.koda.platform.problem.Problem;
import dev.koda.runtime.RuntimeConfig;
import dev.koda.runtime.agent.AgentLimits;
import dev.koda.runtime.journal.JournalRows;
import dev.koda.runtime.origin.Origin;

/**
 * Accepts tasks: one transaction holds the row, its first journal entry, the hint to the workers and the audit entry,
 * and the caller is answered after its commit.
 */
@ApplicationScoped
public class TaskIntake {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Pool pool;
    private final TaskRows rows;
    private final JournalRows journal;
    private final Outbox outbox;
    private final QueueSignal signal;
    private final RuntimeConfig config;
    private final Clock clock;
    private final Ids ids;

    TaskIntake(
            Pool pool,
            TaskRows rows,
            JournalRows journal,
            Outbox outbox,
            QueueSignal signal,
            RuntimeConfig config,
            Clock clock,
            Ids ids) {
        this.pool = pool;
        this.rows = rows;
        this.journal = journal;
        this.outbox = outbox;
        this.signal = signal;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /** The accepted task, or the first one of a known idempotency key. */
    public Uni<Accepted> accept(SubmitTask command, Provenance from, Origin origin) {
        return accept(
                command, from, origin, (connection, task) -> Uni.createFrom().voidItem());
    }

    /** As above; what is to be written beside a new task is part of its transaction, and may refuse it. */
    Uni<Accepted> accept(SubmitTask command, Provenance from, Origin origin, Beside beside) {
        return pool.withTransaction(connection -> accept(connection, command, from, origin)
                        .call(accepted -> accepted.created()
                                ? beside.write(connection, accepted.task().id())
                                : Uni.createFrom().voidItem()))
                .invoke(accepted -> {
                    if (accepted.created()) {
                        signal.ready();
                        outbox.wake();
                    }
                });
    }

    private Uni<Accepted> accept(SqlConnection connection, SubmitTask command, Provenance from, Origin origin) {
        UUID id = ids.next();
        return known(connection, command, id, origin).chain(first -> {
            if (first.isPresent()) {
                return rows.required(connection, first.get()).map(task -> new Accepted(task, false));
            }
            return admit(connection, command, origin)
                    .chain(agent -> turn(connection, command).map(turn -> task(id, command, from, origin, agent, turn)))
                    .call(task -> write(connection, task, origin))
                    .map(task -> new Accepted(task, true));
        });
    }

    /** Claims the idempotency key; a second claim waits for the first's commit and then finds its task. */
    private Uni<Optional<UUID>> known(SqlConnection connection, SubmitTask command, UUID id, Origin origin) {
        if (command.idempotencyKey() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return rows.claimKey(connection, origin.id(), command.idempotencyKey(), id, clock.instant());
    }

    private Uni<AgentAtWork> admit(SqlConnection connection, SubmitTask command, Origin origin) {
        return connection
                .preparedQuery(AgentAtWork.QUERY)
                .execute(Tuple.of(command.agentId()))
                .map(found -> found.iterator().hasNext()
                        ? AgentAtWork.of(found.iterator().next())
                        : null)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound("agent_not_found", "There is no agent " + command.agentId() + "."))
                .invoke(agent -> agent.refuseUnlessOpen(command.trial()))
                .call(() -> rows.queuedOf(connection, origin.id()).invoke(this::refuseFull));
    }

    private void refuseFull(int queued) {
        int most = config.queue().perOperator();
        if (queued >= most) {
            throw Problem.tooManyRequests(
                            "queue_full",
                            "You have " + queued
                                    + " tasks queued, the most that one operator may have. Wait, or cancel some.",
                            LOOK_AGAIN)
                    .with("limit", most);
        }
    }

    private Uni<Optional<Integer>> turn(SqlConnection connection, SubmitTask command) {
        if (command.sessionId() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return rows.nextTurn(connection, command.sessionId(), command.agentId(), clock.instant())
                .map(Optional::of);
    }

    private Task task(
            UUID id, SubmitTask command, Provenance from, Origin origin, AgentAtWork agent, Optional<Integer> turn) {
        boolean trial = command.trial();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AgentLimits limits = agent.definition(trial).limits().lowerOf(command.chosenBudget());
        return NewTask.of(id, command, from, origin, limits, now).on(agent, turn.orElse(null));
    }

    private Uni<Void> write(SqlConnection connection, Task task, Origin origin) {
        return rows.insert(connection, task)
                .chain(() -> journal.insert(connection, List.of(StateEntry.first(task))))
                .chain(() -> outbox.record(connection, TaskEvents.accepted(task, origin)));
    }

    /** Writes of somebody else in the transaction that accepts a task. */
    public interface Beside {
        Uni<Void> write(SqlConnection transaction, UUID task);
    }

    /** What came of a submission. */
    public record Accepted(Task task, boolean created) {}
}
