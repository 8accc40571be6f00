package dev.koda.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventExamplesTest {
    private static final Path EVENTS = Path.of("events");
    private static final String SCHEMA = ".schema.json";
    private static final String EXAMPLE = ".example.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @ParameterizedTest
    @MethodSource("types")
    void theExampleFitsItsSchema(String type) throws IOException {
        JsonSchema schema = SCHEMAS.getSchema(read(type + SCHEMA));

        assertThat(schema.validate(read(type + EXAMPLE))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSchemaIsItselfValidAndOpenForNewMembers(String type) throws IOException {
        JsonNode schema = read(type + SCHEMA);
        JsonSchema metaSchema = SCHEMAS.getSchema(SchemaLocation.of(VersionFlag.V202012.getId()));

        assertThat(metaSchema.validate(schema)).isEmpty();
        assertThat(schema.findValues("additionalProperties"))
                .noneMatch(value -> value.isBoolean() && !value.asBoolean());
    }

    @ParameterizedTest
    @MethodSource("types")
    void theTypeIsNamedForItsServiceAndVersion(String type) {
        assertThat(type)
                .matches("dev\\.koda\\.(auth|provider|runtime|audit|storage)(\\.[a-z][a-z0-9-]*)+\\.v[1-9][0-9]*");
    }

    @Test
    void everyExampleHasASchema() throws IOException {
        assertThat(types(EXAMPLE)).containsExactlyInAnyOrderElementsOf(types(SCHEMA));
    }

    static Stream<String> types() throws IOException {
        return types(SCHEMA).stream();
    }

    private static List<String> types(String ending) throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode read(String name) throws IOException {
        return JSON.readTree(Files.readString(EVENTS.resolve(name)));
    }
}
