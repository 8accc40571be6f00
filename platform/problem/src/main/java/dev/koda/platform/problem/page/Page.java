package dev.koda.platform.problem.page;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One page of a list: its items and the cursor of the next page, which is null, and written as null, on the last one.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items, @JsonProperty("next_cursor") String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from rows that were read with one more than the limit: the row too many says that there is a next
     * page, and the cursor is made of the last row kept.
     */
    public static <T> Page<T> of(List<T> rowsAndOneMore, int limit, Function<T, String> cursorOf) {
        if (rowsAndOneMore.size() <= limit) {
            return new Page<>(rowsAndOneMore, null);
        }
        List<T> kept = rowsAndOneMore.subList(0, limit);
        return new Page<>(kept, cursorOf.apply(kept.getLast()));
    }

    /** The same page in another form, for instance rows as views. */
    public <R> Page<R> map(Function<T, R> form) {
        return new Page<>(items.stream().map(form).toList(), nextCursor);
    }
}
