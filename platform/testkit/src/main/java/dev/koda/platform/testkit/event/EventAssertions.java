package dev.koda.platform.testkit.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import dev.koda.platform.testkit.server.BuildRoot;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds bodies of events against {@code contracts/events}. */
public final class EventAssertions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private EventAssertions() {}

    /** Fails with every violation when the body does not fit the schema of its type. */
    public static void matchesSchema(String ceType, String json) {
        try {
            matchesSchema(ceType, JSON.readTree(json));
        } catch (IOException malformed) {
            throw new AssertionError("the body of " + ceType + " is not JSON", malformed);
        }
    }

    /** As {@link #matchesSchema(String, String)}. */
    public static void matchesSchema(String ceType, JsonNode json) {
        Set<ValidationMessage> violations =
                SCHEMAS.getSchema(read(ceType + ".schema.json")).validate(json);
        assertThat(violations).as("violations of %s by %s", ceType, json).isEmpty();
    }

    /** The published example of an event, for consumer tests. */
    public static JsonNode example(String ceType) {
        return read(ceType + ".example.json");
    }

    private static JsonNode read(String name) {
        Path file = BuildRoot.path().resolve("contracts").resolve("events").resolve(name);
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException absent) {
            throw new UncheckedIOException("contracts/events/" + name + " cannot be read", absent);
        }
    }
}
