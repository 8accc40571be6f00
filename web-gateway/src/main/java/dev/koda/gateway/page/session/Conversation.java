package dev.koda.gateway.page.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.runtime.Task;

/** A session as the list shows it: what it began with, and when something was last said. */
@TemplateData
public record Conversation(String id, Task latest, int turns) {

    /** Groups tasks, newest first, by their session; the runtime keeps sessions by their tasks only. */
    static List<Conversation> of(List<Task> newest) {
        Map<String, List<Task>> bySession = new LinkedHashMap<>();
        newest.stream().filter(task -> task.sessionId() != null).forEach(task -> bySession
                .computeIfAbsent(task.sessionId(), id -> new ArrayList<>())
                .add(task));
        return bySession.entrySet().stream()
                .map(one -> new Conversation(
                        one.getKey(), one.getValue().getFirst(), one.getValue().size()))
                .toList();
    }

    public Instant at() {
        return latest.createdAt();
    }
}
