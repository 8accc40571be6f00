package dev.koda.gateway.page.agent;

import java.util.List;
import java.util.Optional;

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
    static final int VERSIONS = 50;

    private final AgentApi agents;
    private final ProviderApi providers;

    AgentReading(@RestClient AgentApi agents, @RestClient ProviderApi providers) {
        this.agents = agents;
        this.providers = providers;
    }

    /** Fails only where the agent itself cannot be read. {@code typed} is shown instead of the stored draft after a refusal. */
    Uni<AgentView> read(String id, boolean against, String cursor, Agent typed, Trouble trouble) {
        return agents.agent(id).chain(agent -> Uni.combine()
                .all()
                .unis(
                        Answer.of("runtime", () -> agents.versions(id, VERSIONS, cursor)),
                        published(agent),
                        Answer.of("runtime", () -> agents.compiledPrompt(id)).map(said -> said.map(Prompt::of)),
                        Answer.of("provider", providers::providers),
                        Answer.of("provider", providers::defaultModel))
                .with((versions, live, prompt, known, chosen) -> view(
                        typed == null ? agent : merged(agent, typed),
                        versions,
                        live,
                        prompt,
                        known,
                        chosen,
                        against,
                        trouble)));
    }

    /** The live version by itself: after going back it may stand on any page of the list. */
    private Uni<Optional<AgentVersion>> published(Agent agent) {
        return agent.isPublished()
                ? Answer.of("runtime", () -> agents.version(agent.id(), agent.publishedVersion()))
                        .map(answer -> Optional.ofNullable(answer.value()))
                : Uni.createFrom().item(Optional.empty());
    }

    private static AgentView view(
            Agent agent,
            Answer<Listing<AgentVersion>> versions,
            Optional<AgentVersion> live,
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
                diff(agent, live),
                against && agent.isPublished(),
                trouble);
    }

    private static List<DiffLine> diff(Agent agent, Optional<AgentVersion> live) {
        return live.map(AgentVersion::definition)
                .map(definition -> DiffLine.between(definition.instructions(), agent.instructions()))
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
