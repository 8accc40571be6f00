package dev.koda.gateway.client.runtime;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;

/** What agents are called, for lists that know them by id only. */
@TemplateData
public record AgentNames(Map<String, String> byId) {
    private static final int SHORT = 6;
    private static final int WHOLE = 20;

    /** The doctor's own agent, which no list shows. */
    private static final String CANARY = "00000000-0000-7000-8000-0000000ca9a7";

    public static AgentNames of(Answer<Listing<Agent>> agents) {
        Map<String, String> byId = new HashMap<>();
        agents.or(Listing.empty()).items().forEach(agent -> byId.put(agent.id(), agent.name()));
        return new AgentNames(Map.copyOf(byId));
    }

    /** The name the runtime gave, else the one known here, else the beginning of the id. */
    public String of(String id, String given) {
        if (given != null || id == null) {
            return given == null ? "" : given;
        }
        String known = CANARY.equals(id) ? "doctor's self-check" : byId.get(id);
        if (known != null) {
            return known;
        }
        return id.length() <= WHOLE ? id : id.substring(0, SHORT) + "…";
    }
}
