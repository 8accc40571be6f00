package dev.koda.cli.sample;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.Console;
import dev.koda.cli.controlplane.ControlPlane;
import dev.koda.cli.task.AgentLookup;

/** An agent that lists a folder, reads what it finds and saves a summary; on the model that needs no key. */
record SampleAgent(ControlPlane controlPlane, Console console) {

    private static final String NAME = "house-guide";
    private static final String PROVIDER = "rehearsal";
    private static final String MODEL = "rehearsal-1";

    /** The id of the published agent, made when it is not there. */
    String ensure(Path folder) {
        connectProvider();
        Optional<JsonNode> found = new AgentLookup(controlPlane).byName(NAME);
        JsonNode agent = found.orElseGet(() -> create(folder));
        String id = agent.path("id").asText();
        if (agent.path("published_version").asInt() == 0) {
            controlPlane
                    .post("/api/control-plane/agents/" + id + "/publish", Map.of())
                    .orFail("publishing the sample agent");
            console.done("agent " + NAME + " is published");
        }
        return id;
    }

    private void connectProvider() {
        JsonNode providers = controlPlane.get("/api/control-plane/providers").orFail("reading the providers");
        boolean connected = false;
        for (JsonNode provider : providers.path("items")) {
            connected |= PROVIDER.equals(provider.path("id").asText()) && provider.hasNonNull("connection");
        }
        if (!connected) {
            controlPlane
                    .put("/api/control-plane/providers/" + PROVIDER + "/connection", Map.of("auth", Map.of()))
                    .orFail("connecting the rehearsal provider");
            console.done("the rehearsal provider is connected: it follows rules, it is no AI");
        }
        if (!hasDefault()) {
            controlPlane
                    .put("/api/control-plane/providers/default", Map.of("provider_id", PROVIDER, "model", MODEL))
                    .orFail("setting the default model");
        }
    }

    private boolean hasDefault() {
        return controlPlane.get("/api/control-plane/providers/default").body().hasNonNull("provider_id");
    }

    private JsonNode create(Path folder) {
        Map<String, Object> agent = new LinkedHashMap<>();
        agent.put("name", NAME);
        agent.put("description", "Reads a folder and says what is in it");
        agent.put(
                "instructions",
                "You show visitors around this folder. List its files, read the ones that matter, save a short summary as"
                        + " summary.md, and answer with what you read.");
        agent.put("model", PROVIDER + "/" + MODEL);
        agent.put(
                "tools",
                List.of(
                        Map.of("name", "file.list", "settings", Map.of("folder", folder.toString())),
                        Map.of("name", "file.read", "settings", Map.of("folder", folder.toString())),
                        Map.of("name", "artifact.save")));
        return controlPlane.post("/api/control-plane/agents", agent).orFail("making the sample agent");
    }
}
