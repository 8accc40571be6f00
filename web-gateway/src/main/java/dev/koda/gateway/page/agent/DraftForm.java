package dev.koda.gateway.page.agent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentTool;
import dev.koda.gateway.page.frame.Payload;

/** The agent's form as it came in, turned into the body that the runtime takes. */
final class DraftForm {
    private final MultivaluedMap<String, String> fields;

    DraftForm(MultivaluedMap<String, String> fields) {
        this.fields = fields;
    }

    /** A new agent: what is empty is left out, so that the defaults of the platform hold. */
    Map<String, Object> created() {
        return common(null).map();
    }

    /** A changed draft; an empty model is a choice of its own, the provider default. */
    Map<String, Object> changed(Agent before) {
        return common(before).always("model", text("model")).map();
    }

    private Payload common(Agent before) {
        Payload body = Payload.of("name", text("name"))
                .and("description", text("description"))
                .and("instructions", text("instructions"))
                .and("model", text("model"))
                .always("tools", tools(before));
        Map<String, Object> limits = limits();
        return limits.isEmpty() ? body : body.always("limits", limits);
    }

    /** Keeps the settings a tool had: the form shows the policy only. */
    private List<Map<String, Object>> tools(Agent before) {
        List<Map<String, Object>> tools = new ArrayList<>();
        for (String name : fields.getOrDefault("tool", List.of())) {
            Map<String, Object> tool = new LinkedHashMap<>();
            tool.put("name", name);
            tool.put("approval", fields.getFirst("approval." + name) == null ? "auto" : text("approval." + name));
            AgentTool had = before == null ? null : before.tool(name);
            if (had != null && had.settings() != null) {
                tool.put("settings", had.settings());
            }
            tools.add(tool);
        }
        return tools;
    }

    private Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        putNumber(limits, "iterations", text("iterations"), 1);
        putNumber(limits, "wall_time_s", text("minutes"), 60);
        if (text("cost").matches("\\d{1,9}(\\.\\d{1,6})?")) {
            limits.put("cost", new BigDecimal(text("cost")).toPlainString());
        }
        return limits;
    }

    private static void putNumber(Map<String, Object> limits, String name, String typed, int times) {
        if (typed.matches("\\d{1,6}")) {
            limits.put(name, Integer.parseInt(typed) * times);
        }
    }

    private String text(String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** What was typed, shaped as an agent so that the form can be shown again. */
    Agent typed() {
        List<AgentTool> tools = fields.getOrDefault("tool", List.of()).stream()
                .map(name -> new AgentTool(name, fields.getFirst("approval." + name), null))
                .toList();
        return new Agent(
                null,
                text("name"),
                text("description"),
                "draft",
                0,
                0,
                null,
                text("instructions"),
                text("model"),
                tools,
                null,
                null,
                null,
                null,
                null);
    }
}
