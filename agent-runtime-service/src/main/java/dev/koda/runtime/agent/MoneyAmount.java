package dev.koda.runtime.agent;

import java.io.IOException;
import java.math.BigDecimal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;

/** Money as everywhere in the API: a decimal string; a number is taken too. */
final class MoneyAmount extends JsonDeserializer<BigDecimal> {

    @Override
    public BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return json.getDecimalValue();
        }
        try {
            return new BigDecimal(json.getText());
        } catch (NumberFormatException noNumber) {
            return (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, json.getText(), "not a decimal");
        }
    }
}
