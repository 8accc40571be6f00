package dev.koda.gateway.page.task;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.runtime.Step;

/** How a step is named, pictured and coloured; kind is told by icon and name, colour only helps. */
@TemplateData
public record StepWords(String icon, String tone, String fill, String title, String detail) {
    private static final int DETAIL = 120;
    private static final Set<String> RUNNING = Set.of("running", "started", "waiting", "open");
    private static final Map<String, String[]> KINDS = Map.ofEntries(
            Map.entry("queue_wait", new String[] {"clock", "Queue", "f-idle"}),
            Map.entry("lease", new String[] {"server", "Lease", "f-idle"}),
            Map.entry("context", new String[] {"stack-2", "Context", "f-idle"}),
            Map.entry("model_call", new String[] {"sparkles", "Model", "f-live"}),
            Map.entry("tool_call", new String[] {"tool", "Tool", "f-tool"}),
            Map.entry("approval", new String[] {"hand-stop", "Approval", "f-warn"}),
            Map.entry("provider_switch", new String[] {"arrows-exchange", "Provider switched", "f-warn"}),
            Map.entry("retry", new String[] {"rotate-clockwise", "Waiting to retry", "f-warn"}),
            Map.entry("recovery", new String[] {"history", "Recovery", "f-warn"}),
            Map.entry("compaction", new String[] {"stack-2", "Compaction", "f-idle"}),
            Map.entry("note", new String[] {"note", "Note to the model", "f-warn"}));
    private static final Map<String, String> TOOLS = Map.of(
            "shell", "terminal-2",
            "http", "world",
            "web", "world",
            "memory", "brain",
            "knowledge", "books",
            "artifact", "archive",
            "task", "subtask",
            "time", "clock");

    static StepWords of(Step step) {
        String[] kind = KINDS.getOrDefault(step.kind(), new String[] {"point", String.valueOf(step.kind()), "f-idle"});
        boolean tool = "tool_call".equals(step.kind());
        String fill = isFailed(step) ? "f-fail" : isCutOff(step) ? "f-warn" : kind[2];
        String tone = isFailed(step) ? "k-fail" : isWaiting(fill) ? "k-warn" : isRunning(step) ? "k-live" : "";
        return new StepWords(
                tool ? toolIcon(step.name()) : kind[0],
                tone,
                fill,
                tool && step.name() != null ? step.name() : kind[1],
                detail(step));
    }

    static boolean isFailed(Step step) {
        return "error".equals(step.status()) || "failed".equals(step.status()) || hasError(step);
    }

    static boolean isRunning(Step step) {
        return step.durationMs() == null || RUNNING.contains(String.valueOf(step.status()));
    }

    /** Under way when its worker was lost: nobody has seen how it ended. */
    static boolean isCutOff(Step step) {
        return "interrupted".equals(step.status());
    }

    private static boolean hasError(Step step) {
        return step.error() != null && !step.error().isNull() && !step.error().isEmpty();
    }

    private static boolean isWaiting(String fill) {
        return fill.equals("f-warn");
    }

    private static String toolIcon(String tool) {
        if (tool == null) {
            return "tool";
        }
        if (tool.startsWith("file.")) {
            return tool.equals("file.write") || tool.equals("file.edit") ? "file-pencil" : "file-text";
        }
        return TOOLS.getOrDefault(tool.split("\\.", 2)[0].toLowerCase(Locale.ROOT), "tool");
    }

    private static String detail(Step step) {
        String said =
                switch (String.valueOf(step.kind())) {
                    case "model_call" -> model(step);
                    case "tool_call" -> argumentsOf(step.input());
                    case "provider_switch" -> switched(step);
                    case "context" -> "";
                    case "note" -> step.name() == null ? "" : step.name();
                    default -> step.reason() != null ? step.reason() : firstText(step);
                };
        String code = errorCode(step);
        return clipped(code == null ? said : said.isEmpty() ? code : said + ", " + code);
    }

    private static String model(Step step) {
        if (step.provider() == null) {
            return step.name() == null ? "" : step.name();
        }
        return step.provider() + (step.model() == null ? "" : " / " + step.model());
    }

    private static String switched(Step step) {
        return step.from() == null
                ? firstText(step)
                : step.from() + " → " + step.to() + ", cause: " + (step.cause() == null ? "unknown" : step.cause());
    }

    /** The values of the arguments without their names, as a person would type them. */
    static String argumentsOf(JsonNode input) {
        if (input == null || input.isNull()) {
            return "";
        }
        JsonNode arguments = input.path("arguments").isObject() ? input.path("arguments") : input;
        if (!arguments.isObject()) {
            return arguments.asText("");
        }
        StringBuilder text = new StringBuilder();
        arguments.elements().forEachRemaining(value -> text.append(text.isEmpty() ? "" : ", ")
                .append(value.isValueNode() ? value.asText() : value.toString()));
        return text.toString();
    }

    private static String firstText(Step step) {
        JsonNode said = step.output() == null || step.output().isNull() ? step.input() : step.output();
        return said == null ? "" : said.isValueNode() ? said.asText("") : argumentsOf(said);
    }

    private static String errorCode(Step step) {
        if (!hasError(step)) {
            return null;
        }
        return step.error().isTextual()
                ? step.error().asText()
                : step.error().path("code").asText("failed");
    }

    private static String clipped(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > DETAIL ? line.substring(0, DETAIL) + "…" : line;
    }
}
