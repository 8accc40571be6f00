package dev.koda.provider.chain;

import java.util.Collection;

import dev.koda.provider.catalogue.Ability;
import dev.koda.provider.catalogue.Model;

/** A provider and a model that can take a turn. */
public record Candidate(String provider, String model, long contextTokens, Collection<Ability> abilities) {

    static Candidate of(String provider, Model model) {
        return new Candidate(provider, model.id(), model.contextTokens(), model.abilities());
    }
}
