package dev.koda.runtime.agent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Definitions as they are stored. Reads what newer versions wrote too, since a rolled-back service meets their rows.
 */
@Converter
public class DefinitionJson implements AttributeConverter<AgentDefinition, String> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Override
    public String convertToDatabaseColumn(AgentDefinition definition) {
        return write(definition);
    }

    @Override
    public AgentDefinition convertToEntityAttribute(String column) {
        return read(column);
    }

    public static String write(AgentDefinition definition) {
        try {
            return JSON.writeValueAsString(definition);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an agent definition cannot be written", broken);
        }
    }

    static JsonNode tree(AgentDefinition definition) {
        return JSON.valueToTree(definition);
    }

    public static AgentDefinition read(String column) {
        try {
            return JSON.readValue(column, AgentDefinition.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored agent definition cannot be read", broken);
        }
    }
}
