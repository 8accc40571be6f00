package dev.koda.provider.catalogue;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a model can do beyond text. */
public enum Ability {
    TOOLS,
    VISION,
    REASONING;

    /** The name on the wire and in the catalogue. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Ability of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
