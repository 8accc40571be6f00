package dev.koda.system.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import dev.koda.system.stack.CheckedOut;

/** Who may call one operation, as {@code contracts/access.yaml} says. */
record AccessRule(
        String service,
        String method,
        String path,
        String least,
        boolean services,
        Optional<String> scope,
        boolean harmful,
        String body) {

    /** Valid in form, and nothing that exists. */
    private static final String NOBODYS_ID = "019a0000-0000-7000-8000-00000000dead";

    static List<AccessRule> all() throws IOException {
        JsonNode file = new ObjectMapper(new YAMLFactory())
                .readTree(CheckedOut.root().resolve("contracts/access.yaml").toFile());
        List<AccessRule> rules = new ArrayList<>();
        file.properties().forEach(service -> service.getValue()
                .properties()
                .forEach(rule -> rules.add(of(service.getKey(), rule.getKey(), rule.getValue()))));
        return rules;
    }

    private static AccessRule of(String service, String operation, JsonNode rule) {
        String[] parts = operation.split(" ", 2);
        return new AccessRule(
                service,
                parts[0],
                parts[1],
                rule.path("least").asText(),
                rule.has("also") || rule.path("least").asText().equals("service"),
                Optional.ofNullable(rule.get("scope")).map(JsonNode::asText),
                rule.has("skip"),
                rule.path("body").asText("{}"));
    }

    boolean internal() {
        return path.startsWith("/internal/");
    }

    boolean open() {
        return least.equals("public");
    }

    /** The path with something in the place of each parameter that no stack holds. */
    String address() {
        String filled = path;
        for (Map.Entry<String, String> parameter : Map.of(
                        "{version}", "1", "{from}", "1", "{to}", "1", "{name}", "NOBODY", "{id}", NOBODYS_ID)
                .entrySet()) {
            filled = filled.replace(parameter.getKey(), parameter.getValue());
        }
        return filled;
    }

    @Override
    public String toString() {
        return service + ": " + method + " " + path;
    }
}
