package dev.koda.provider.catalogue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A model as the catalogue knows it: its limits in tokens and its abilities. */
public record Model(String id, long contextTokens, int maxOutputTokens, Set<Ability> abilities) {

    public Model {
        abilities = abilities == null || abilities.isEmpty()
                ? Set.of()
                : Collections.unmodifiableSet(EnumSet.copyOf(abilities)); // in the order they are told in
    }
}
