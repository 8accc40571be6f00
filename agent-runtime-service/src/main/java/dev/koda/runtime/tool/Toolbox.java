package dev.koda.runtime.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.quarkus.arc.All;

/** All tools of this installation, by name. */
@Singleton
public class Toolbox {
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();

    Toolbox(@All List<Tool> found) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        for (Tool tool : found) {
            ToolSpec spec = tool.spec();
            tools.put(spec.name(), tool);
            schemas.put(spec.name(), factory.getSchema(spec.parameters()));
        }
    }

    public Set<String> names() {
        return new TreeSet<>(tools.keySet());
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** What a model is told about the granted tools; denied ones are not mentioned. */
    public List<ToolSpec> offered(List<ToolGrant> grants) {
        return grants.stream()
                .filter(grant -> grant.approval() != ApprovalPolicy.DENY)
                .map(grant -> tools.get(grant.name()))
                .filter(tool -> tool != null)
                .map(Tool::spec)
                .toList();
    }

    /** What is wrong with the arguments by the tool's schema, in words; empty when nothing is. */
    public Optional<String> faults(String name, JsonNode arguments) {
        Set<ValidationMessage> messages = schemas.get(name).validate(arguments);
        if (messages.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                messages.stream().map(ValidationMessage::getMessage).sorted().collect(Collectors.joining("; ")));
    }
}
