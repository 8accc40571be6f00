package dev.koda.runtime.context;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.koda.runtime.agent.AgentDefinition;
import dev.koda.runtime.agent.SystemPrompt;
import dev.koda.runtime.completion.ChatMessage;
import dev.koda.runtime.task.Task;

/**
 * Puts together what a model is told first: the house rules on trust, the agent's instructions, the session so far and
 * the task's input. Every part carries origin and trust; the same inputs give the same prompt.
 */
@ApplicationScoped
public class PromptAssembly {
    private final SessionHistory history;

    PromptAssembly(SessionHistory history) {
        this.history = history;
    }

    public Prompt assemble(AgentDefinition agent, Task task) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(system(agent, blocks));
        for (SessionHistory.Turn turn : history.before(task)) {
            messages.addAll(turn.messages());
            block(blocks, turn.origin(), "session", turn.characters());
        }
        messages.add(ChatMessage.user(task.input()));
        block(blocks, "task input from " + task.channel(), "user", task.input().length());
        return new Prompt(List.copyOf(messages), blocks);
    }

    private static ChatMessage system(AgentDefinition agent, ArrayNode blocks) {
        block(blocks, "house rules", "system", SystemPrompt.HOUSE_RULES.length());
        block(
                blocks,
                "instructions of " + agent.name(),
                "operator",
                agent.instructions().length());
        return SystemPrompt.of(agent);
    }

    private static void block(ArrayNode blocks, String origin, String trust, int characters) {
        ObjectNode block = blocks.addObject();
        block.put("origin", origin).put("trust", trust).put("characters", characters);
    }
}
