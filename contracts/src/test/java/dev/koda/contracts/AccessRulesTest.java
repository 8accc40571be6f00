package dev.koda.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may call what is decided once, for every endpoint, and the services say the same. */
class AccessRulesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete");
    private static final Set<String> LEAST =
            Set.of("public", "viewer", "operator", "admin", "owner", "service", "break_glass");
    private static final Set<String> FIELDS = Set.of("least", "also", "scope", "skip", "body");

    @ParameterizedTest
    @ValueSource(
            strings = {"auth-service", "provider-service", "agent-runtime-service", "audit-service", "storage-service"})
    void everyOperationHasItsRuleAndTheServiceKeepsIt(String service) throws IOException {
        assertThat(rolesByRule(service)).isEqualTo(rolesByDocument(service));
    }

    @Test
    void everyRuleSpeaksOfAServiceAndInKnownWords() throws IOException {
        for (JsonNode rules : rules()) {
            assertThat(rules).isNotEmpty().allSatisfy(rule -> {
                assertThat(rule.path("least").asText()).isIn(LEAST);
                assertThat(rule.path("also").asText("service")).isEqualTo("service");
                assertThat(rule.fieldNames()).toIterable().isSubsetOf(FIELDS);
                assertThat(rule.path("skip").asText("a reason")).isNotBlank();
            });
        }
        assertThat(rules().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(documents().toList());
    }

    /** The documents of the services; the gateway's own three addresses are tested there. */
    private static Stream<String> documents() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("openapi"))) {
            return files
                    .map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .filter(name -> !name.equals("web-gateway"))
                    .sorted(Comparator.naturalOrder())
                    .toList()
                    .stream();
        }
    }

    private static TreeMap<String, Set<String>> rolesByRule(String service) throws IOException {
        TreeMap<String, Set<String>> roles = new TreeMap<>();
        rules().path(service).properties().forEach(rule -> {
            String least = rule.getValue().path("least").asText();
            Set<String> named = new TreeSet<>();
            named.add(least.equals("break_glass") ? "owner" : least);
            if (rule.getValue().has("also")) {
                named.add(rule.getValue().path("also").asText());
            }
            roles.put(rule.getKey(), named);
        });
        return roles;
    }

    private static TreeMap<String, Set<String>> rolesByDocument(String service) throws IOException {
        TreeMap<String, Set<String>> roles = new TreeMap<>();
        YAML.readTree(Path.of("openapi", service + ".yaml").toFile())
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> roles.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                namedRoles(operation.getValue().path("security")))));
        return roles;
    }

    private static Set<String> namedRoles(JsonNode security) {
        Set<String> named = StreamSupport.stream(security.spliterator(), false)
                .flatMap(scheme -> StreamSupport.stream(scheme.spliterator(), false))
                .flatMap(roles -> StreamSupport.stream(roles.spliterator(), false))
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        return named.isEmpty() ? Set.of("public") : named;
    }

    private static JsonNode rules() throws IOException {
        return YAML.readTree(Path.of("access.yaml").toFile());
    }
}
