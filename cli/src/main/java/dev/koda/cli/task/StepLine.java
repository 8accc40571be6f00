package dev.koda.cli.task;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.Console;

/** One step of a trace as a line: what it was, how it ended, how long it took. */
final class StepLine {

    private static final int PREVIEW = 100;

    private StepLine() {}

    static String of(JsonNode step, Console console) {
        String status = step.path("status").asText();
        String mark =
                switch (status) {
                    case "completed", "succeeded", "success", "ok" -> console.green("✓");
                    case "failed", "error", "denied" -> console.red("✗");
                    default -> console.dim("·");
                };
        String duration =
                step.path("duration_ms").isNumber() ? step.path("duration_ms").asLong() + " ms" : "";
        String line = "%s %3s  %-12s %-18s %-10s %9s"
                .formatted(
                        mark,
                        step.path("seq").asText(),
                        step.path("kind").asText(),
                        step.path("name").asText(),
                        status,
                        duration);
        return (line + "  " + console.dim(remark(step))).stripTrailing();
    }

    private static String remark(JsonNode step) {
        if (step.path("error").path("message").isTextual()) {
            return shortened(step.path("error").path("message").asText());
        }
        if (step.path("kind").asText().equals("iteration")) {
            JsonNode verdict = step.hasNonNull("verdict") ? step : step.path("output");
            return shortened(verdict.path("verdict").asText() + " "
                    + verdict.path("reason").asText());
        }
        JsonNode shown = step.path("kind").asText().equals("tool_call") ? step.path("input") : step.path("model");
        return shortened(
                shown.isTextual() ? shown.asText() : shown.isMissingNode() || shown.isNull() ? "" : shown.toString());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > PREVIEW ? line.substring(0, PREVIEW) + "…" : line;
    }
}
