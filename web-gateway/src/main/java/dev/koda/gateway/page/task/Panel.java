package dev.koda.gateway.page.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.runtime.Step;

/** What is known of the selected step. */
@TemplateData
public record Panel(Step step, StepWords words, int position, int of) {
    private static final int LONG = 4000;

    static Panel of(Step step, int position, int of) {
        return step == null ? null : new Panel(step, StepWords.of(step), position, of);
    }

    public String input() {
        return text(step.input());
    }

    public String output() {
        return text(step.output());
    }

    public String error() {
        return text(step.error());
    }

    /** The model's own text looks like nothing else: the page marks it so. */
    public boolean isModel() {
        return "model_call".equals(step.kind());
    }

    public boolean isSwitch() {
        return "provider_switch".equals(step.kind());
    }

    public boolean isLong() {
        String output = output();
        return output != null && output.length() > LONG;
    }

    private static String text(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode() || node.isContainerNode() && node.isEmpty()) {
            return null;
        }
        if (node.isTextual()) {
            return node.asText().isBlank() ? null : node.asText();
        }
        return node.path("text").isTextual() && node.size() == 1
                ? node.path("text").asText()
                : node.toPrettyString();
    }
}
