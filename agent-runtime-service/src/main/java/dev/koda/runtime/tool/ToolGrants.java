package dev.koda.runtime.tool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.platform.problem.Problem;

/** Reads the {@code tools} of an agent: names, or objects {@code {name, approval, settings?}}. */
public final class ToolGrants {
    private static final Set<String> MEMBERS = Set.of("name", "approval", "settings");

    private ToolGrants() {}

    /** The grants in order; anything else is a 400 problem that names the entry. */
    public static List<ToolGrant> parse(List<JsonNode> tools) {
        List<ToolGrant> grants = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tools.size(); i++) {
            ToolGrant grant = grant(tools.get(i), "tools[" + i + "]");
            if (!seen.add(grant.name())) {
                throw invalid("tools[" + i + "]", "tool_named_twice", grant.name() + " is named twice");
            }
            grants.add(grant);
        }
        return List.copyOf(grants);
    }

    private static ToolGrant grant(JsonNode tool, String field) {
        if (tool.isTextual()) {
            return new ToolGrant(tool.asText(), null, null);
        }
        if (!tool.isObject() || !tool.path("name").isTextual()) {
            throw invalid(field, "tool_malformed", "must be a name, or an object with a name");
        }
        tool.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                throw invalid(field + "." + member, "unknown_field", "is not known");
            }
        });
        if (tool.hasNonNull("settings") && !tool.get("settings").isObject()) {
            throw invalid(field + ".settings", "tool_malformed", "must be an object");
        }
        return new ToolGrant(tool.get("name").asText(), approval(tool, field), tool.get("settings"));
    }

    private static ApprovalPolicy approval(JsonNode tool, String field) {
        String word = tool.path("approval").asText("auto").toLowerCase(Locale.ROOT);
        try {
            return ApprovalPolicy.of(word);
        } catch (IllegalArgumentException unknown) {
            throw invalid(field + ".approval", "approval_unknown", "must be auto, ask or deny");
        }
    }

    private static Problem invalid(String field, String code, String message) {
        return Problem.badRequest("validation_failed", field + " " + message + ".")
                .violation(field, code, message);
    }
}
