package io.daybook.command.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items items of this page
 * @param nextCursor cursor to ask the next page with; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** More would hold a connection and a caller's memory for too long at once. */
    static final int ITEMS_MAX = 500;

    /**
     * The page that these rows begin.
     *
     * @param rows one more than the page may have, if there are as many
     * @param limit largest number of items of the page
     * @param cursor cursor that continues after an item
     */
    static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, cursor.apply(items.getLast()));
    }
}
