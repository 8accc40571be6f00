package dev.koda.cli.task;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.cli.console.CommandFailed;
import dev.koda.cli.controlplane.ControlPlane;

/** Agents by the names people use. */
public record AgentLookup(ControlPlane controlPlane) {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST_PAGES = 50;

    /** The id of an agent given by id or name; fails when there is none. */
    public String id(String nameOrId) {
        if (ID.matcher(nameOrId).matches()) {
            return nameOrId;
        }
        return byName(nameOrId)
                .map(agent -> agent.path("id").asText())
                .orElseThrow(() -> new CommandFailed("there is no agent called " + nameOrId + ". See the agents at "
                        + controlPlane.gateway() + "/agents"));
    }

    /** The first agent of that name that is not archived. */
    public Optional<JsonNode> byName(String name) {
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode agents = controlPlane
                    .get("/api/control-plane/agents?limit=200" + cursor)
                    .orFail("looking for the agent");
            for (JsonNode agent : agents.path("items")) {
                if (name.equals(agent.path("name").asText())
                        && !"archived".equals(agent.path("status").asText())) {
                    return Optional.of(agent);
                }
            }
            if (!agents.hasNonNull("next_cursor")) {
                return Optional.empty();
            }
            cursor = "&cursor=" + URLEncoder.encode(agents.path("next_cursor").asText(), StandardCharsets.UTF_8);
        }
        return Optional.empty();
    }
}
