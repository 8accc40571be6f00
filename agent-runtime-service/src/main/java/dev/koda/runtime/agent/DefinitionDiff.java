package dev.koda.runtime.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/** What differs between two definitions, field by field, nested fields by their path. */
final class DefinitionDiff {

    private DefinitionDiff() {}

    /** A field and its two values; null where one side lacks it. */
    record Change(
            String field,
            @JsonInclude(JsonInclude.Include.ALWAYS) JsonNode from,
            @JsonInclude(JsonInclude.Include.ALWAYS) JsonNode to) {}

    static List<Change> between(AgentDefinition one, AgentDefinition other) {
        List<Change> changes = new ArrayList<>();
        compare("", DefinitionJson.tree(one), DefinitionJson.tree(other), changes);
        return List.copyOf(changes);
    }

    private static void compare(String path, JsonNode one, JsonNode other, List<Change> changes) {
        if (one != null && one.equals(other)) {
            return;
        }
        if (one != null && other != null && one.isObject() && other.isObject()) {
            TreeSet<String> fields = new TreeSet<>();
            one.fieldNames().forEachRemaining(fields::add);
            other.fieldNames().forEachRemaining(fields::add);
            fields.forEach(field ->
                    compare(path.isEmpty() ? field : path + "." + field, one.get(field), other.get(field), changes));
            return;
        }
        changes.add(new Change(path, one, other));
    }
}
