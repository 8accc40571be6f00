package dev.koda.runtime.agent;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Statuses as the lower-case words of the contract. */
@Converter
public class StatusWord implements AttributeConverter<AgentStatus, String> {

    @Override
    public String convertToDatabaseColumn(AgentStatus status) {
        // a query that leaves the status open binds null
        return status == null ? null : status.word();
    }

    @Override
    public AgentStatus convertToEntityAttribute(String word) {
        return word == null ? null : AgentStatus.of(word);
    }
}
