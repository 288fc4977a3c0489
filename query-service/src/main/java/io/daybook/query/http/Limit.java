package io.daybook.query.http;

import java.util.List;
import java.util.function.Function;

/**
 * Largest number of items of a page.
 *
 * @param items from 1 to {@link #ITEMS_MAX}
 */
public record Limit(int items) {

    /** More would hold a connection and a caller's memory for too long at once. */
    public static final int ITEMS_MAX = 500;

    /** Largest number of items of a page if the caller names none. */
    public static final String DEFAULT = "50";

    static final String EXPECTED = "a whole number from 1 to " + ITEMS_MAX;

    /** Checks the number. */
    public Limit {
        if (items < 1 || items > ITEMS_MAX) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    /** Number of rows to read: one more than the page has, which tells whether there is another page. */
    public int rows() {
        return items + 1;
    }

    /**
     * The page that these rows begin.
     *
     * @param rows up to {@link #rows()} of them
     * @param cursor cursor that continues after an item
     */
    public <T> Page<T> page(List<T> rows, Function<T, String> cursor) {
        if (rows.size() <= items) {
            return new Page<>(rows, null);
        }
        List<T> page = rows.subList(0, items);
        return new Page<>(page, cursor.apply(page.getLast()));
    }
}
