package dev.koda.gateway.page.session;

import java.util.Comparator;
import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.Task;

/** A conversation, oldest turn first. */
@TemplateData
public record Talk(String id, List<Turn> turns, String agent) {

    static Talk of(String id, List<Task> tasks, AgentNames names) {
        List<Turn> turns = tasks.stream()
                .filter(task -> id.equals(task.sessionId()))
                .sorted(Comparator.comparing(Task::createdAt))
                .map(task -> Turn.of(task, null))
                .toList();
        String agent = turns.isEmpty()
                ? ""
                : names.of(
                        turns.getLast().task().agentId(), turns.getLast().task().agentName());
        return new Talk(id, turns, agent);
    }

    public Task last() {
        return turns.getLast().task();
    }

    /** The turn that still runs, or null. */
    public Task open() {
        return last().isOver() ? null : last();
    }

    /** One question with its answer; {@code partial} is what was said so far while it still runs. */
    @TemplateData
    public record Turn(Task task, String partial) {
        static Turn of(Task task, String partial) {
            return new Turn(task, partial);
        }

        public String text() {
            return task.output() != null ? task.output() : partial;
        }
    }
}
