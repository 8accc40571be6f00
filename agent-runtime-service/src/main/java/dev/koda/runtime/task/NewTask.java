package dev.koda.runtime.task;

import java.time.Instant;
import java.util.UUID;

import dev.koda.runtime.agent.AgentLimits;
import dev.koda.runtime.origin.Origin;

/** A task on its way to its first row: what the caller said, before agent and session are known. */
record NewTask(UUID id, SubmitTask command, Provenance from, Origin origin, AgentLimits limits, Instant now) {

    static NewTask of(UUID id, SubmitTask command, Provenance from, Origin origin, AgentLimits limits, Instant now) {
        return new NewTask(id, command, from, origin, limits, now);
    }

    Task on(AgentAtWork agent, Integer turn) {
        return new Task(
                id,
                command.agentId(),
                agent.definition(command.trial()).name(),
                agent.version(command.trial()),
                command.trial() ? agent.draft() : null,
                origin.id(),
                origin.name(),
                from.channel(),
                command.sessionId(),
                turn,
                from.parentTaskId(),
                from.parentSeq(),
                from.depth(),
                from.retryOf(),
                command.input(),
                limits,
                command.chosenPriority(),
                command.deadline(),
                TaskState.QUEUED,
                null,
                0,
                null,
                0,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                TraceContext.current());
    }
}
