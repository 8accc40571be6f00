package dev.koda.auth.listing;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

import dev.koda.platform.problem.Problem;
import dev.koda.platform.problem.page.Cursor;
import dev.koda.platform.problem.page.Limits;
import dev.koda.platform.problem.page.Page;

/** Pages of lists that are ordered by id, which is the order of birth. */
public final class IdPages {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private IdPages() {}

    /**
     * The page after {@code cursor}, which may be null.
     *
     * @param read reads at most so many rows with ids after the one given
     */
    public static <T> Uni<Page<T>> of(
            String cursor, Integer limit, BiFunction<UUID, Integer, Uni<List<T>>> read, Function<T, UUID> idOf) {
        int size = Limits.of(limit);
        return read.apply(after(cursor), size + 1)
                .map(rows ->
                        Page.of(rows, size, row -> Cursor.encode(idOf.apply(row).toString())));
    }

    private static UUID after(String cursor) {
        if (cursor == null) {
            return BEFORE_ALL;
        }
        try {
            return UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException foreign) {
            throw Problem.badRequest("cursor_invalid", "This cursor is not from this list. Start without one.");
        }
    }
}
