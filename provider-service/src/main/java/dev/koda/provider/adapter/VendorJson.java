package dev.koda.provider.adapter;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

import dev.koda.provider.failure.Failure;
import dev.koda.provider.failure.VendorFailure;

/** JSON as vendors write it; independent of how this service writes its own. */
public final class VendorJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private VendorJson() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Parses, or fails as a bad answer. */
    public static JsonNode parse(byte[] bytes, int from, int to) {
        try {
            return MAPPER.readTree(bytes, from, to - from);
        } catch (IOException notJson) {
            throw VendorFailure.of(Failure.UNKNOWN, "The vendor's answer is not JSON.");
        }
    }

    /** Parses, or answers a missing node. */
    public static JsonNode tolerant(String text) {
        try {
            JsonNode parsed = MAPPER.readTree(text);
            return parsed == null ? MissingNode.getInstance() : parsed;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    static JsonNode strict(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    public static Buffer write(JsonNode node) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree did not write", impossible);
        }
    }
}
