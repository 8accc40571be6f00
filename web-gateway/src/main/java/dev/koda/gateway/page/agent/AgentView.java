package dev.koda.gateway.page.agent;

import java.util.List;

import io.quarkus.qute.TemplateData;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.DefaultModel;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentVersion;

/** One agent as its page shows it. */
@TemplateData
public record AgentView(
        Agent agent,
        List<ToolOffer> tools,
        List<String> models,
        DefaultModel defaultModel,
        Answer<Listing<AgentVersion>> versions,
        Answer<Prompt> prompt,
        List<DiffLine> diff,
        boolean against,
        Trouble trouble) {

    public int next() {
        return versionCount() + 1;
    }

    public int versionCount() {
        return agent.latestVersion() == null ? 0 : agent.latestVersion();
    }

    public boolean isDraftAhead() {
        return diff.stream().anyMatch(line -> line.change() != ' ') || !agent.isPublished();
    }

    /** The model in words: named, or the default and what that is now. */
    public String modelWords() {
        if (defaultModel == null || defaultModel.model() == null) {
            return "Provider default, none is set";
        }
        return "Provider default, now " + defaultModel.providerId() + " / " + defaultModel.model();
    }

    public String minutes() {
        return agent.limits() == null || agent.limits().wallTimeS() == null
                ? ""
                : String.valueOf(agent.limits().wallTimeS() / 60);
    }

    public String iterations() {
        return agent.limits() == null || agent.limits().iterations() == null
                ? ""
                : agent.limits().iterations().toString();
    }

    public String cost() {
        return agent.limits() == null || agent.limits().cost() == null
                ? ""
                : agent.limits().cost().toPlainString();
    }
}
