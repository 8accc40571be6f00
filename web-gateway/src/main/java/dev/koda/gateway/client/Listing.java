package dev.koda.gateway.client;

import java.util.List;

/** One page of a keyset-paged list; {@code nextCursor} is null at the end. */
public record Listing<T>(List<T> items, String nextCursor) {
    public Listing {
        items = items == null ? List.of() : List.copyOf(items);
    }

    public static <T> Listing<T> empty() {
        return new Listing<>(List.of(), null);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }
}
