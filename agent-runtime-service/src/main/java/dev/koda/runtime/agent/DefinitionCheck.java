package dev.koda.runtime.agent;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import dev.koda.platform.problem.Problem;
import dev.koda.runtime.completion.Candidate;
import dev.koda.runtime.completion.Chain;
import dev.koda.runtime.completion.ModelFailure;
import dev.koda.runtime.completion.ProviderClient;
import dev.koda.runtime.tool.ToolGrant;
import dev.koda.runtime.tool.ToolSpec;
import dev.koda.runtime.tool.Toolbox;

/** Judges definitions against what this installation has: models and tools. Asks provider-service, so it blocks. */
@ApplicationScoped
class DefinitionCheck {
    /** Characters per token, on the careful side for English and code. */
    private static final int CHARACTERS_PER_TOKEN = 3;
    /** Tokens of a model whose window provider-service does not know. */
    private static final int UNKNOWN_WINDOW = 32_000;

    private final ProviderClient providers;
    private final Toolbox toolbox;

    DefinitionCheck(ProviderClient providers, Toolbox toolbox) {
        this.providers = providers;
        this.toolbox = toolbox;
    }

    /** At creation and edit: an agent without a model needs a default to exist; unknown tools are named at once. */
    void draft(AgentDefinition definition) throws InterruptedException {
        tools(definition);
        noChannel(definition);
        if (definition.chosenModel().isEmpty()) {
            chain(definition);
        }
    }

    /** At publish: the model must be there and the prompt must leave it room. */
    void publishable(AgentDefinition definition) throws InterruptedException {
        tools(definition);
        Chain chain = chain(definition);
        definition.chosenModel().ifPresent(model -> known(model, chain));
        int window = chain.candidates().isEmpty()
                ? UNKNOWN_WINDOW
                : chain.candidates().getFirst().contextTokens();
        withinBudget(definition, window > 0 ? window : UNKNOWN_WINDOW);
    }

    private void tools(AgentDefinition definition) {
        for (ToolGrant grant : definition.tools()) {
            if (toolbox.find(grant.name()).isEmpty()) {
                throw Problem.badRequest(
                                "unknown_tool",
                                "There is no tool " + grant.name() + ". Known: " + String.join(", ", toolbox.names())
                                        + ".")
                        .violation("tools", "unknown_tool", grant.name());
            }
        }
    }

    /** A bot token would be kept and shown in the clear: nothing is taken until there is a channel that can seal it. */
    private static void noChannel(AgentDefinition definition) {
        if (definition.channels() != null && !definition.channels().isEmpty()) {
            throw Problem.badRequest(
                            "channel_unavailable",
                            "This version has no channels yet. Leave `channels` out; nothing of it was stored.")
                    .violation("channels", "channel_unavailable", "not available in this version");
        }
    }

    private Chain chain(AgentDefinition definition) throws InterruptedException {
        try {
            return providers.chain(definition.chosenModel(), !definition.tools().isEmpty(), "");
        } catch (Problem refusal) {
            if ("provider_unknown".equals(refusal.code())) {
                throw unknownModel(definition.chosenModel().orElseThrow());
            }
            throw refusal;
        } catch (ModelFailure away) {
            throw Problem.unavailable(
                    "provider_service_unavailable",
                    "The model could not be checked: " + away.getMessage() + ". Try again.",
                    Duration.ofSeconds(2));
        }
    }

    private static void known(String model, Chain chain) {
        if (chain.candidates().stream().map(Candidate::name).noneMatch(model::equals)) {
            throw unknownModel(model);
        }
    }

    private static Problem unknownModel(String model) {
        return Problem.badRequest(
                        "unknown_model",
                        "No connected provider offers " + model + ". Connect its provider, or choose another model.")
                .violation("model", "unknown_model", model);
    }

    /** Half the window: the other half is for the conversation. */
    private void withinBudget(AgentDefinition definition, int window) {
        int characters = definition.instructions().length()
                + toolbox.offered(definition.tools()).stream()
                        .mapToInt(DefinitionCheck::characters)
                        .sum();
        int tokens = characters / CHARACTERS_PER_TOKEN;
        if (tokens > window / 2) {
            throw Problem.badRequest(
                            "prompt_over_budget",
                            "Instructions and tools take about " + tokens + " tokens, more than half of the model's "
                                    + window + ". Shorten the instructions.")
                    .violation("instructions", "prompt_over_budget", tokens + " of " + window / 2 + " tokens");
        }
    }

    private static int characters(ToolSpec tool) {
        return tool.name().length()
                + tool.description().length()
                + tool.parameters().toString().length();
    }
}
