package dev.koda.gateway.page.task;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.Approval;
import dev.koda.gateway.client.runtime.Task;
import dev.koda.gateway.client.runtime.TaskApi;
import dev.koda.gateway.client.runtime.Trace;
import dev.koda.gateway.page.frame.Address;

/** Reads one task with its trace and its open questions, and draws it. */
@Singleton
class TaskReading {
    private static final int AGENTS = 200;

    private final TaskApi tasks;
    private final AgentApi agents;
    private final Clock clock;

    TaskReading(@RestClient TaskApi tasks, @RestClient AgentApi agents, Clock clock) {
        this.tasks = tasks;
        this.agents = agents;
        this.clock = clock;
    }

    /** How a reader looks at a task: which step is open and which sorts of steps are shown; all of it is in the address. */
    record Look(Address address, Integer step, String show) {
        String live() {
            return new Address(address.path() + "/live", address.query()).toString();
        }
    }

    /** Fails only where the task itself cannot be read. */
    Uni<TaskView> read(String id, Look look) {
        return Uni.combine()
                .all()
                .unis(
                        tasks.task(id),
                        Answer.of("runtime", () -> tasks.trace(id)),
                        questions(id),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with((task, trace, questions, names) -> drawn(task, trace, questions, names, look));
    }

    private Uni<Answer<List<Approval>>> questions(String id) {
        return Answer.of(
                "runtime", () -> tasks.approvals("pending", id, null, null).map(found -> found.items().stream()
                        .filter(question -> id.equals(question.taskId()) && question.isOpen())
                        .toList()));
    }

    private TaskView drawn(
            Task task, Answer<Trace> trace, Answer<List<Approval>> questions, AgentNames names, Look look) {
        Instant now = clock.instant();
        Show show = Show.of(look.show());
        Instant until = task.endedAt() == null ? now : task.endedAt();
        Answer<Waterfall> waterfall =
                trace.map(read -> new Drawing(read.steps(), until, look.address(), look.step(), show).drawn());
        return TaskView.of(
                task,
                names.of(task.agentId(), task.agentName()),
                questions,
                waterfall,
                look.show() == null ? "all" : look.show(),
                task.isOver() ? null : look.live(),
                now);
    }
}
