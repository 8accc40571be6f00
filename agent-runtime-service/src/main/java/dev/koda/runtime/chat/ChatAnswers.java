package dev.koda.runtime.chat;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.stream.StreamHub;
import dev.koda.runtime.stream.TaskEvent;
import dev.koda.runtime.task.Task;
import dev.koda.runtime.task.TaskService;
import dev.koda.runtime.task.TaskState;

/** Answers in the wire format of chat completions, from a task's own events. */
@ApplicationScoped
class ChatAnswers {
    /** The agent is the upstream of this door. */
    private static final int FAILED = 502;

    private final StreamHub hub;
    private final TaskService tasks;

    ChatAnswers(StreamHub hub, TaskService tasks) {
        this.hub = hub;
        this.tasks = tasks;
    }

    /** The whole answer once the task has ended; its failure is the answer's. */
    Uni<JsonNode> whole(Task task, String model) {
        return hub.watch(task.id(), 0)
                .collect()
                .last()
                .chain(() -> tasks.required(task.id()))
                .map(ended -> {
                    if (ended.state() != TaskState.COMPLETED) {
                        throw new Problem(
                                FAILED,
                                ended.error() == null
                                        ? "task_" + ended.state().word()
                                        : ended.error().code(),
                                "The task did not complete",
                                ended.error() == null
                                        ? "The task ended early."
                                        : ended.error().message());
                    }
                    return completion(ended, model);
                });
    }

    /** Writes chunks as the tokens come, ends the response itself, and answers with nothing more. */
    Uni<JsonNode> stream(Task task, String model, HttpServerResponse response) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        return hub.watch(task.id(), 0)
                .invoke(event -> write(response, task, model, event))
                .collect()
                .last()
                .chain(() -> Uni.createFrom()
                        .completionStage(response.end("data: [DONE]\n\n").toCompletionStage()))
                .replaceWith(Uni.createFrom().nullItem());
    }

    private static void write(HttpServerResponse response, Task task, String model, TaskEvent event) {
        ObjectNode delta = JsonNodeFactory.instance.objectNode();
        String finish = null;
        if ("token".equals(event.name())) {
            delta.put("content", event.payload().path("text").asText());
        } else if (!"done".equals(event.name())) {
            return;
        } else if ("completed".equals(event.payload().path("status").asText())) {
            finish = "stop";
        } else {
            var unused = response.write("data: " + failure(event.payload()) + "\n\n");
            return;
        }
        ObjectNode chunk = head(task, model, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        var unused = response.write("data: " + chunk + "\n\n");
    }

    /** A stream that has begun says its failure inside, as clients of this format know it. */
    private static ObjectNode failure(JsonNode done) {
        JsonNode error = done.path("error");
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        said.putObject("error")
                .put("message", error.path("message").asText("The task ended early."))
                .put("type", "server_error")
                .put(
                        "code",
                        error.path("code").asText("task_" + done.path("status").asText("failed")));
        return said;
    }

    private static ObjectNode completion(Task task, String model) {
        ObjectNode completion = head(task, model, "chat.completion");
        ObjectNode choice =
                completion.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", task.output());
        JsonNode usage = task.usage() == null ? JsonNodeFactory.instance.objectNode() : task.usage();
        long input = usage.path("input").asLong();
        long output = usage.path("output").asLong();
        completion
                .putObject("usage")
                .put("prompt_tokens", input)
                .put("completion_tokens", output)
                .put("total_tokens", input + output);
        return completion;
    }

    private static ObjectNode head(Task task, String model, String object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "chatcmpl-" + task.id())
                .put("object", object)
                .put("created", task.createdAt().getEpochSecond())
                .put("model", model);
    }
}
