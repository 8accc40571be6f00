package dev.koda.provider.catalogue;

import java.util.Set;

/** A model as the catalogue knows it: its limits in tokens and its abilities. */
public record Model(String id, long contextTokens, int maxOutputTokens, Set<Ability> abilities) {

    public Model {
        abilities = abilities == null ? Set.of() : Set.copyOf(abilities);
    }
}
