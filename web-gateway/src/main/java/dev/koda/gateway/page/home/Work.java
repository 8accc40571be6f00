package dev.koda.gateway.page.home;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentNames;
import dev.koda.gateway.client.runtime.Task;
import dev.koda.gateway.page.task.TaskCounts;

/** What runs now and what ended lately. */
@TemplateData
public record Work(Answer<List<Task>> running, Answer<List<Task>> recent, TaskCounts counts, AgentNames names) {
    private static final int SHOWN = 8;

    static Work of(
            Answer<Listing<Task>> running,
            Answer<Listing<Task>> latest,
            Answer<JsonNode> counts,
            Answer<Listing<Agent>> agents) {
        return new Work(
                running.map(
                        found -> found.items().stream().filter(Task::isRunning).toList()),
                latest.map(found ->
                        found.items().stream().filter(Task::isOver).limit(SHOWN).toList()),
                TaskCounts.of(counts.value()),
                AgentNames.of(agents));
    }

    public String queueWords() {
        return counts.running() == null ? "" : counts.running() + " run, " + counts.queued() + " wait";
    }
}
