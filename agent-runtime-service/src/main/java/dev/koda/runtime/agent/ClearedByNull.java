package dev.koda.runtime.agent;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;

/** Tells a field that was set to null, which clears it and is read as an empty text, from one that was left out. */
final class ClearedByNull extends StringDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public String getNullValue(DeserializationContext context) {
        return "";
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return null;
    }
}
