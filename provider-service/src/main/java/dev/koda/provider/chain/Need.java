package dev.koda.provider.chain;

import java.util.EnumSet;
import java.util.Set;

import dev.koda.provider.catalogue.Ability;
import dev.koda.provider.catalogue.Model;
import dev.koda.provider.prompt.Prompt;

/** What a turn needs of its model at least. */
public record Need(Set<Ability> abilities, long contextTokens) {

    /** Any model will do. */
    public static final Need NOTHING = new Need(Set.of(), 0);

    /** The need of a prompt itself. */
    public static Need of(Prompt prompt) {
        return of(!prompt.tools().isEmpty(), prompt.hasImages(), prompt.estimatedTokens());
    }

    static Need of(boolean tools, boolean vision, long contextTokens) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        if (tools) {
            abilities.add(Ability.TOOLS);
        }
        if (vision) {
            abilities.add(Ability.VISION);
        }
        return new Need(abilities, contextTokens);
    }

    boolean metBy(Model model) {
        return model.abilities().containsAll(abilities) && model.contextTokens() >= contextTokens;
    }
}
