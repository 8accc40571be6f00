package dev.koda.runtime.agent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Statuses as the lower-case words of the contract. */
@Converter
public class StatusWord implements AttributeConverter<AgentStatus, String> {

    @Override
    public String convertToDatabaseColumn(AgentStatus status) {
        return status.word();
    }

    @Override
    public AgentStatus convertToEntityAttribute(String word) {
        return AgentStatus.of(word);
    }
}
