package dev.koda.gateway.page.agent;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import dev.koda.gateway.client.Answer;
import dev.koda.gateway.client.Listing;
import dev.koda.gateway.client.Trouble;
import dev.koda.gateway.client.provider.DefaultModel;
import dev.koda.gateway.client.provider.Provider;
import dev.koda.gateway.client.provider.ProviderApi;
import dev.koda.gateway.client.runtime.Agent;
import dev.koda.gateway.client.runtime.AgentApi;
import dev.koda.gateway.client.runtime.AgentVersion;

/** Reads one agent with its versions, its compiled prompt and the models it may choose. */
@Singleton
class AgentReading {
    private final AgentApi agents;
    private final ProviderApi providers;

    AgentReading(@RestClient AgentApi agents, @RestClient ProviderApi providers) {
        this.agents = agents;
        this.providers = providers;
    }

    /** Fails only where the agent itself cannot be read. {@code typed} is shown instead of the stored draft after a refusal. */
    Uni<AgentView> read(String id, boolean against, Agent typed, Trouble trouble) {
        return Uni.combine()
                .all()
                .unis(
                        agents.agent(id),
                        Answer.of("runtime", () -> agents.versions(id)),
                        Answer.of("runtime", () -> agents.compiledPrompt(id)).map(said -> said.map(Prompt::of)),
                        Answer.of("provider", providers::providers),
                        Answer.of("provider", providers::defaultModel))
                .with((agent, versions, prompt, known, chosen) -> view(
                        typed == null ? agent : merged(agent, typed),
                        versions,
                        prompt,
                        known,
                        chosen,
                        against,
                        trouble));
    }

    private static AgentView view(
            Agent agent,
            Answer<Listing<AgentVersion>> versions,
            Answer<Prompt> prompt,
            Answer<Listing<Provider>> known,
            Answer<DefaultModel> chosen,
            boolean against,
            Trouble trouble) {
        return new AgentView(
                agent,
                ToolOffer.of(agent),
                NewAgentPage.models(known),
                chosen.value(),
                versions,
                prompt,
                diff(agent, versions),
                against && agent.isPublished(),
                trouble);
    }

    private static List<DiffLine> diff(Agent agent, Answer<Listing<AgentVersion>> versions) {
        return versions.or(Listing.empty()).items().stream()
                .filter(version ->
                        version.version() != null && version.version().equals(agent.publishedVersion()))
                .filter(version -> version.definition() != null)
                .findFirst()
                .map(live -> DiffLine.between(live.definition().instructions(), agent.instructions()))
                .orElse(List.of());
    }

    private static Agent merged(Agent stored, Agent typed) {
        return new Agent(
                stored.id(),
                typed.name(),
                typed.description(),
                stored.status(),
                stored.publishedVersion(),
                stored.latestVersion(),
                stored.draftChanged(),
                typed.instructions(),
                typed.model(),
                typed.tools(),
                stored.limits(),
                stored.createdAt(),
                stored.updatedAt(),
                stored.publishedAt(),
                stored.publishedBy());
    }
}
