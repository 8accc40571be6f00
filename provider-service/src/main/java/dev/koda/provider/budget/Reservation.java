package dev.koda.provider.budget;

import java.util.Optional;
import java.util.UUID;

/** A promise of money for one call; empty when no budget covers it. */
public record Reservation(Optional<UUID> id) {

    static final Reservation NONE = new Reservation(Optional.empty());
}
