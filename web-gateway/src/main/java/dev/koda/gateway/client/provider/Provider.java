package dev.koda.gateway.client.provider;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.quarkus.qute.TemplateData;

import dev.koda.gateway.status.Status;

/** A vendor of the catalogue, with its connection when there is one. */
@TemplateData
public record Provider(
        String id,
        String title,
        String kind,
        List<String> abilities,
        @JsonAlias({"needs_key", "requires_key"}) Boolean keyRequired,
        @JsonAlias("base_url") String defaultBaseUrl,
        List<Model> models,
        Connection connection) {

    public boolean isConnected() {
        return connection != null;
    }

    public boolean isRehearsal() {
        return "rehearsal".equals(id);
    }

    public boolean isLocal() {
        return List.of("ollama", "llamacpp", "vllm", "rehearsal").contains(id);
    }

    /** Switched off, not yet proven, or the verdict of the last verification. */
    public String verdict() {
        if (connection == null) {
            return "none";
        }
        if (Boolean.FALSE.equals(connection.enabled())) {
            return "off";
        }
        if (connection.lastVerification() != null
                && connection.lastVerification().verdict() != null) {
            return connection.lastVerification().verdict();
        }
        return List.of("usable", "unusable").contains(connection.status()) ? connection.status() : "unproven";
    }

    public Status status() {
        return Status.provider(verdict());
    }

    public boolean isUnusable() {
        return "unusable".equals(verdict());
    }

    /** The models by name: those the vendor listed when it was verified, else those the catalogue knows. */
    public List<String> modelNames() {
        List<String> listed = listedModels();
        return listed.isEmpty() && models != null
                ? models.stream().map(Model::id).toList()
                : listed;
    }

    /** What the vendor itself listed; empty before the first verification that came so far. */
    public List<String> listedModels() {
        Verification last = connection == null ? null : connection.lastVerification();
        return last == null || last.models() == null ? List.of() : last.models();
    }
}
