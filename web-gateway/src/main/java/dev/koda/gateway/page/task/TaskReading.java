package dev.koda.gateway.page.task;

import java.time.Clock;
import java.time.Duration;
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
import dev.koda.gateway.client.runtime.TraceApi;

/** Reads one task with its trace and its open questions, and draws it. */
@Singleton
class TaskReading {
    private static final int AGENTS = 200;
    /** Ten thousand steps are read the first time. */
    private static final Duration TRACE = Duration.ofSeconds(8);

    private final TaskApi tasks;
    private final TraceApi traces;
    private final Outlines outlines;
    private final AgentApi agents;
    private final Clock clock;

    TaskReading(
            @RestClient TaskApi tasks,
            @RestClient TraceApi traces,
            Outlines outlines,
            @RestClient AgentApi agents,
            Clock clock) {
        this.tasks = tasks;
        this.traces = traces;
        this.outlines = outlines;
        this.agents = agents;
        this.clock = clock;
    }

    /** Fails only where the task itself cannot be read. */
    Uni<TaskView> read(String id, Look look) {
        return Uni.combine()
                .all()
                .unis(
                        tasks.task(id),
                        Answer.of("runtime", TRACE, () -> outlines.of(id)),
                        questions(id),
                        Answer.of("runtime", () -> agents.agents(null, AGENTS, null))
                                .map(AgentNames::of))
                .with((task, trace, questions, names) -> new Read(task, trace, questions, names))
                .chain(read -> looked(read, look));
    }

    /** Fails where the task or its trace cannot be read. */
    Uni<Drawing> drawing(String id, Look look) {
        return Uni.combine()
                .all()
                .unis(tasks.task(id), outlines.of(id))
                .with((task, trace) -> drawing(task, trace, look));
    }

    private record Read(Task task, Answer<Trace> trace, Answer<List<Approval>> questions, AgentNames names) {}

    private Uni<Answer<List<Approval>>> questions(String id) {
        return Answer.of(
                "runtime", () -> tasks.approvals("pending", id, null, null).map(found -> found.items().stream()
                        .filter(question -> id.equals(question.taskId()) && question.isOpen())
                        .toList()));
    }

    private Drawing drawing(Task task, Trace trace, Look look) {
        return new Drawing(trace.steps(), task.endedAt() == null ? clock.instant() : task.endedAt(), look);
    }

    /** An outline does not hold what the selected step was given and gave, so that one step is asked for. */
    private Uni<TaskView> looked(Read read, Look look) {
        Answer<Drawing> drawing = read.trace().map(trace -> drawing(read.task(), trace, look));
        Integer selected = drawing.ok() ? drawing.value().selected() : null;
        if (selected == null) {
            return Uni.createFrom().item(view(read, drawing.map(Drawing::drawn), look));
        }
        return Answer.of("runtime", () -> traces.trace(read.task().id(), selected, selected, null))
                .map(found -> found.or(new Trace(null, null, List.of())).steps().stream()
                        .filter(step -> selected.equals(step.seq()))
                        .findFirst()
                        .orElse(null))
                .map(step -> view(read, drawing.map(drawn -> drawn.drawn().with(drawn.panel(step))), look));
    }

    private TaskView view(Read read, Answer<Waterfall> waterfall, Look look) {
        Task task = read.task();
        return TaskView.of(
                task,
                read.names().of(task.agentId(), task.agentName()),
                read.questions(),
                waterfall,
                look.sort() == null ? "all" : look.sort(),
                task.isOver()
                        ? null
                        : look.live(waterfall.ok() ? waterfall.value().last() : 0),
                clock.instant());
    }
}
