package dev.koda.runtime.context;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.runtime.completion.ChatMessage;

/**
 * What a model gets before the task's own turns.
 *
 * @param blocks for the trace: each part's origin, trust and size
 */
public record Prompt(List<ChatMessage> messages, JsonNode blocks) {}
