package dev.koda.provider.budget;

import java.io.IOException;
import java.math.BigDecimal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;

/** Reads an amount of money: a decimal string, as it is written everywhere, or a JSON number. */
final class DecimalText extends StdDeserializer<BigDecimal> {

    private static final long serialVersionUID = 1L;

    /** Longer than any amount; a longer text is not read, since parsing takes time with its length. */
    private static final int LONGEST = 40;

    DecimalText() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getText();
        boolean amount = parser.currentToken() == JsonToken.VALUE_STRING
                || parser.currentToken().isNumeric();
        if (amount && text.length() <= LONGEST) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException malformed) {
                return (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, text, "must be a decimal number");
            }
        }
        return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
    }
}
