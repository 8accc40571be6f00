package dev.koda.gateway.route;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;

/** Reads the name of the model out of a completion request without building the rest of it. */
final class RequestedModel {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String AGENT = "agent:";

    private RequestedModel() {}

    /** Whether an agent is asked rather than a model; a body that is no JSON is left to provider-service to refuse. */
    static boolean isAgent(Buffer body) {
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("model")) {
                    return value == JsonToken.VALUE_STRING && parser.getText().startsWith(AGENT);
                }
                parser.skipChildren();
            }
            return false;
        } catch (IOException malformed) {
            return false;
        }
    }
}
