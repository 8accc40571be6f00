package dev.koda.runtime.tool.delegate;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import dev.koda.platform.outbox.AuditActor;
import dev.koda.platform.problem.Problem;
import dev.koda.runtime.journal.Bridge;
import dev.koda.runtime.origin.Origin;
import dev.koda.runtime.task.Provenance;
import dev.koda.runtime.task.SubmitTask;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskIntake;
import dev.koda.runtime.task.TaskService;
import dev.koda.runtime.tool.ToolCall;

/** The tasks that tasks make: one per call, found again by the call's id after a crash. */
@ApplicationScoped
class Children {
    private static final int DEEPEST = 3;

    private static final String AGENT = """
            SELECT id FROM agent WHERE (id::text = $1 OR name = $1) AND status = 'active' AND created_by <> 'system'
             ORDER BY id LIMIT 1""";

    private final Pool pool;
    private final TaskIntake intake;
    private final TaskService tasks;
    private final Bridge bridge;

    Children(Pool pool, TaskIntake intake, TaskService tasks, Bridge bridge) {
        this.pool = pool;
        this.intake = intake;
        this.tasks = tasks;
        this.bridge = bridge;
    }

    /** The child of this call, made at its first attempt; refusals are problems with their codes. */
    Task of(ToolCall call, String agent, String input) {
        Task parent = bridge.await(() -> tasks.required(call.taskId()));
        if (parent.depth() >= DEEPEST) {
            throw Problem.conflict("delegation_too_deep", "Tasks may be delegated " + DEEPEST + " times, not further.");
        }
        UUID target = bridge.await(() -> agent(agent));
        var command = new SubmitTask(
                target,
                input,
                null,
                "delegate:" + parent.id() + ":" + call.callId(),
                parent.priority(),
                parent.deadline(),
                null,
                null);
        var from = new Provenance("delegation", parent.id(), call.seq(), parent.depth() + 1, null);
        // in the operator's name, so that their bounds hold for what their tasks start
        var origin = new Origin(AuditActor.operator(parent.operatorId(), parent.operatorName()), null, null);
        UUID child =
                bridge.await(() -> intake.accept(command, from, origin)).task().id();
        return bridge.await(() -> tasks.required(child));
    }

    private Uni<UUID> agent(String name) {
        return pool.preparedQuery(AGENT).execute(Tuple.of(name)).map(rows -> {
            if (!rows.iterator().hasNext()) {
                throw Problem.notFound("agent_not_found", "There is no active agent " + name + ".");
            }
            return rows.iterator().next().getUUID(0);
        });
    }
}
